package cashtide.ml.features;

import java.util.ArrayList;
import java.util.List;

/**
 * The features of a model in their order, with their meaning in the name. A model stores the names that it was trained
 * on; one trained on other names isn't used.
 *
 * <p>Left out on purpose is what tells when a row was: the month, the age of the history, running averages over the whole
 * tenant. In a history of a year trees learn from them which months were good, and the next month is none of those.
 */
public enum FeatureNames {
    TERMS_DAYS,
    PAYMENT_DAYS_TO_DUE,
    AMOUNT_TO_OWN_MEDIAN,
    AMOUNT_TO_TENANT,
    DUE_WEEKDAY,
    DUE_DAYS_TO_MONTH_END,
    DUE_GAP_TO_PAYMENT_DAY,
    ISSUE_WEEKDAY,
    SETTLED_COUNT,
    DAYS_SINCE_INVOICE,
    DAYS_SINCE_PAYMENT,
    INVOICES_PER_PAYMENT_DAY,
    LATE_RATIO,
    LATE_30_RATIO,
    DUE_LATE_RATIO_ALL,
    DUE_LATE_RATIO_20,
    DUE_LATE_RATIO_WEEKDAY,
    DUE_DELAY_20,
    DUE_LATE_RATIO_RECENT,
    ALIKE_LATE_RATIO,
    ALIKE_DELAY,
    ALIKE_WEIGHT,
    DELAY_MEAN,
    DELAY_MEDIAN,
    DELAY_P10,
    DELAY_P90,
    DELAY_SPREAD,
    DELAY_LAST,
    DELAY_MEAN_3,
    DELAY_MEAN_10,
    DELAY_RECENT,
    DELAY_TREND,
    DELAY_SAME_TERMS,
    DELAY_SAME_WEEKDAY,
    DELAY_SIMILAR_AMOUNT,
    DELAY_SAME_DAY_OF_MONTH,
    ON_DUE_DAY_RATIO,
    RUN_WEEKDAY_SHARE,
    RUN_GAP_FROM_DUE,
    MONTH_END_SHARE,
    OPEN_COUNT,
    OVERDUE_COUNT,
    OVERDUE_SHARE,
    OLDEST_DAYS_PAST_DUE,
    OPEN_TO_USUAL,
    SEGMENT_DELAY,
    SEGMENT_LATE_RATIO,
    TERMS_DELAY,
    TERMS_LATE_RATIO,
    DISPUTED_BEFORE_RATIO,
    DISPUTE_OPEN,
    PROMISES_BROKEN_RATIO,
    DAYS_TO_PROMISE,
    CONTACTS_30_DAYS,
    PAID_SHARE,
    AGE_DAYS,
    DAYS_PAST_DUE;

    private static final List<FeatureNames> ALL = List.of(values());

    /** Where the feature stands in the vector. */
    @SuppressWarnings("EnumOrdinal") // The order of declaration is the order of the vector: that is its meaning here.
    int position() {
        return ordinal();
    }

    public static int count() {
        return ALL.size();
    }

    /** The names in order, as a model stores them. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        ALL.forEach(feature -> names.add(feature.name()));
        return names;
    }
}
