package cashtide.ml.risk;

import cashtide.ml.features.FeatureNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Why an invoice has its score, in the customer's own terms. A reason's effect is what the probability of being late
 * loses when the reason's features are put to what is typical: true to the model by construction.
 */
final class Reasons {

    private static final int SHOWN_MAX = 4;
    private static final double EFFECT_MIN = 0.01;

    /** What can be a reason: features that tell one story together. */
    enum Driver {
        HABIT("DELAY_MEAN DELAY_MEDIAN DELAY_P10 DELAY_P90 DELAY_SPREAD LATE_RATIO LATE_30_RATIO DUE_LATE_RATIO_ALL"
                + " DUE_LATE_RATIO_20 DUE_LATE_RATIO_WEEKDAY DUE_DELAY_20 DELAY_SAME_TERMS DELAY_SAME_WEEKDAY"
                + " DELAY_SAME_DAY_OF_MONTH DUE_LATE_RATIO_RECENT ALIKE_LATE_RATIO ALIKE_DELAY ON_DUE_DAY_RATIO DELAY_LAST DELAY_MEAN_3 DELAY_MEAN_10 DELAY_RECENT"
                + " DELAY_TREND"),
        OPEN_BALANCE("OPEN_COUNT OVERDUE_COUNT OVERDUE_SHARE OLDEST_DAYS_PAST_DUE OPEN_TO_USUAL"),
        AMOUNT("AMOUNT_TO_OWN_MEDIAN AMOUNT_TO_TENANT DELAY_SIMILAR_AMOUNT"),
        DUE_DAY("DUE_WEEKDAY DUE_DAYS_TO_MONTH_END DUE_GAP_TO_PAYMENT_DAY ISSUE_WEEKDAY"
                + " RUN_WEEKDAY_SHARE RUN_GAP_FROM_DUE MONTH_END_SHARE"),
        SIMILAR_CUSTOMERS(
                "SEGMENT_DELAY SEGMENT_LATE_RATIO TERMS_DELAY TERMS_LATE_RATIO TERMS_DAYS" + " PAYMENT_DAYS_TO_DUE"),
        DISPUTE("DISPUTE_OPEN DISPUTED_BEFORE_RATIO"),
        PROMISE("DAYS_TO_PROMISE PROMISES_BROKEN_RATIO");

        @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable; its type does not say so.
        private final Set<String> features;

        Driver(String features) {
            this.features = Set.of(features.split(" ", -1));
        }

        Set<String> features() {
            return features;
        }
    }

    private Reasons() {}

    /** The row with a driver's features put to what is typical. */
    static DelayRow without(DelayRow row, Driver driver, List<Double> typical) {
        List<String> names = FeatureNames.names();
        float[] x = row.x.clone();
        for (int i = 0; i < x.length; i++) {
            if (driver.features.contains(names.get(i))) {
                x[i] = typical.get(i).floatValue();
            }
        }
        boolean habit = driver == Driver.HABIT;
        return new DelayRow(
                row.outcome,
                x,
                habit ? new int[0] : row.ownDelays,
                driver == Driver.DUE_DAY ? new int[7] : row.ownWeekdays,
                driver == Driver.DUE_DAY ? null : row.ownRuns,
                row.evidence);
    }

    /** Whether a driver's features were what is typical already, as most are of what nobody disputed. */
    private static boolean isSame(DelayRow row, DelayRow variant) {
        return Arrays.equals(row.x, variant.x)
                && Arrays.equals(row.ownDelays, variant.ownDelays)
                && Arrays.equals(row.ownWeekdays, variant.ownWeekdays)
                && Objects.equals(row.ownRuns, variant.ownRuns);
    }

    /**
     * The strongest reasons of each row, in the order of the rows.
     *
     * @param whole the risk of each row as it is
     * @param risks the risk of rows like these
     */
    static List<List<Reason>> of(
            List<DelayRow> rows, double[] whole, List<Double> typical, Function<List<DelayRow>, double[]> risks) {
        List<DelayRow> variants = new ArrayList<>();
        List<Map<Driver, Integer>> asked = new ArrayList<>(rows.size());
        for (DelayRow row : rows) {
            Map<Driver, Integer> own = new EnumMap<>(Driver.class);
            for (Driver driver : Driver.values()) {
                DelayRow variant = without(row, driver, typical);
                if (!isSame(row, variant)) {
                    own.put(driver, variants.size());
                    variants.add(variant);
                }
            }
            asked.add(own);
        }
        double[] risk = risks.apply(variants);
        List<List<Reason>> reasons = new ArrayList<>(rows.size());
        for (int i = 0; i < whole.length; i++) {
            DelayRow row = rows.get(i);
            double all = whole[i];
            List<Reason> found = new ArrayList<>();
            asked.get(i).forEach((driver, at) -> {
                double effect = all - risk[at];
                String text = Math.abs(effect) >= EFFECT_MIN ? text(driver, row) : "";
                if (!text.isEmpty() && !contradicts(driver, row, effect)) {
                    found.add(new Reason(driver.name(), text, effect));
                }
            });
            found.sort(Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.effect()))
                    .thenComparing(Reason::code));
            reasons.add(List.copyOf(found.subList(0, Math.min(SHOWN_MAX, found.size()))));
        }
        return reasons;
    }

    /** Beside a customer's own habit, similar customers can count the other way; nobody would understand that sentence. */
    private static boolean contradicts(Driver driver, DelayRow row, double effect) {
        return driver == Driver.SIMILAR_CUSTOMERS && (similarAreLate(row) != (effect > 0));
    }

    private static boolean similarAreLate(DelayRow row) {
        return value(row, FeatureNames.SEGMENT_LATE_RATIO) + value(row, FeatureNames.TERMS_LATE_RATIO) > 0;
    }

    private static String text(Driver driver, DelayRow row) {
        return switch (driver) {
            case HABIT -> habit(row);
            case OPEN_BALANCE -> openBalance(row);
            case AMOUNT -> amount(row);
            case DUE_DAY ->
                "Falls due on " + dueWeekday(row)
                        + (row.ownRuns == null ? usualWeekday(row) : "; this customer pays " + row.ownRuns);
            case SIMILAR_CUSTOMERS ->
                String.format(
                        Locale.ROOT,
                        "Customers and terms like these are paid late %s often than others",
                        similarAreLate(row) ? "more" : "less");
            case DISPUTE -> value(row, FeatureNames.DISPUTE_OPEN) > 0 ? "Is disputed" : "Disputes by this customer";
            case PROMISE ->
                Double.isNaN(value(row, FeatureNames.DAYS_TO_PROMISE)) ? "Promises by this customer" : "Is promised";
        };
    }

    private static String habit(DelayRow row) {
        int known = row.ownDelays.length;
        if (known == 0) {
            return "No invoice of this customer has been paid yet";
        }
        double sum = 0;
        for (int delay : row.ownDelays) {
            sum += delay;
        }
        long mean = Math.round(sum / known);
        String when = mean > 0 ? days(mean) + " late" : mean < 0 ? days(-mean) + " early" : "on the due date";
        return "Pays " + when + " on average over the last " + (known == 1 ? "invoice" : known + " invoices");
    }

    private static String openBalance(DelayRow row) {
        long overdue = Math.round(Math.expm1(value(row, FeatureNames.OVERDUE_COUNT)));
        long oldest = Math.round(value(row, FeatureNames.OLDEST_DAYS_PAST_DUE));
        if (overdue <= 0) {
            return "Has nothing overdue";
        }
        return "Has " + overdue + (overdue == 1 ? " invoice" : " invoices") + " overdue"
                + (oldest > 0 ? ", the oldest by " + oldest + (oldest == 1 ? " day" : " days") : "");
    }

    private static String amount(DelayRow row) {
        double times = Math.exp(value(row, FeatureNames.AMOUNT_TO_OWN_MEDIAN));
        if (Double.isNaN(times)) {
            return "";
        }
        return times > 0.8 && times < 1.25
                ? "Is of this customer's usual size"
                : String.format(Locale.ROOT, "Is %.1f times this customer's usual size", times);
    }

    private static String usualWeekday(DelayRow row) {
        int usual = -1;
        int most = 0;
        int all = 0;
        for (int day = 0; day < 7; day++) {
            all += row.ownWeekdays[day];
            if (row.ownWeekdays[day] > most) {
                most = row.ownWeekdays[day];
                usual = day;
            }
        }
        return all >= 5 && most * 2 > all ? "; this customer mostly pays on " + weekday(usual) : "";
    }

    /** To the features a holiday is a day of the weekend. */
    private static String dueWeekday(DelayRow row) {
        int weekday = row.invoice.dueDate().getDayOfWeek().getValue() - 1;
        return weekday(weekday) + (value(row, FeatureNames.DUE_WEEKDAY) == weekday ? "" : ", a holiday");
    }

    private static String weekday(int weekday) {
        String name = java.time.DayOfWeek.of(weekday + 1).name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String days(long days) {
        return days + (days == 1 ? " payment day" : " payment days");
    }

    private static double value(DelayRow row, FeatureNames feature) {
        return row.x[FeatureNames.names().indexOf(feature.name())];
    }
}
