package cashtide.worklist;

/**
 * How far the model looks: 200 payment days past the due date, and a quarter ahead of what is open for longer. An expected day
 * there means that day or later. It shows in that the median and the ninth decile are one day, at least 200 days past due:
 * the model shares out no other chance that far beyond the due date to a single day.
 */
final class Horizon {

    /** Whether the score {@code s} of the open item {@code i} has its expected day there; never null. */
    static final String ITEM =
            "coalesce(i.open_minor > 0 and s.p50_date = s.p90_date and s.p50_date >= i.due_date + 200, false)";

    private Horizon() {}

    /**
     * Whether half of an account's money or more is expected there: of its overdue items, or of all where none is overdue; as
     * its expected day is the mean of the same. An aggregate over the open items {@code i} with their scores {@code s}; never
     * null.
     *
     * @param today SQL for the business date
     */
    static String account(String today) {
        String collectable = "sum(i.open_minor - i.disputed_minor) filter (where i.open_minor > 0";
        String overdue = " and i.due_date < " + today;
        return "coalesce(" + half(collectable, overdue) + ", " + half(collectable, "") + ", false)";
    }

    private static String half(String collectable, String which) {
        return "2 * coalesce(" + collectable + which + " and " + ITEM + "), 0) >= nullif(" + collectable + which
                + "), 0)";
    }
}
