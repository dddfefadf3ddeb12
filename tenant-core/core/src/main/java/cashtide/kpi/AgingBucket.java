package cashtide.kpi;

/** Buckets of days past due. Due today is not past due. */
public enum AgingBucket {
    CURRENT("Current", Integer.MIN_VALUE, 0),
    DAYS_1_30("1 to 30", 1, 30),
    DAYS_31_60("31 to 60", 31, 60),
    DAYS_61_90("61 to 90", 61, 90),
    OVER_90("Over 90", 91, Integer.MAX_VALUE);

    private final String label;
    private final int from;
    private final int to;

    AgingBucket(String label, int from, int to) {
        this.label = label;
        this.from = from;
        this.to = to;
    }

    /** The words on a screen. */
    public String label() {
        return label;
    }

    /** First day past due of the bucket. */
    public int from() {
        return from;
    }

    /** Last day past due of the bucket. */
    public int to() {
        return to;
    }

    /** The bucket of an item that is so many days past due; negative while it is not due. */
    public static AgingBucket of(int daysPastDue) {
        for (AgingBucket bucket : values()) {
            if (daysPastDue <= bucket.to) {
                return bucket;
            }
        }
        throw new AssertionError("the last bucket has no end");
    }
}
