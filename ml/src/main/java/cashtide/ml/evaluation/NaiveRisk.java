package cashtide.ml.evaluation;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.features.Features;
import cashtide.ml.features.TenantIndex;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The obvious guesses, as of an invoice's issue: paid on the due date; paid as late as the customer was on average; paid
 * as the customer's last fifty were.
 */
public enum NaiveRisk {
    DUE_DATE,
    CUSTOMER_MEAN,
    LAST_50;

    /** The guess beside what came. {@code tenant} is indexed by {@link Guesser}. */
    public static final class Guesser {
        private static final double PRIOR_COUNT = 2;
        private final Features features;
        private final TenantIndex index;

        public Guesser(TenantIndex index) {
            this.index = index;
            this.features = new Features(index);
        }

        /** @param tenantLateRatio what is usual for the tenant, for customers without history */
        public Judged guess(NaiveRisk how, InvoiceFact invoice, double tenantLateRatio, @Nullable LocalDate paidOn) {
            AsOf asOf = AsOf.startOf(invoice.invoiceDate(), index.history().zone());
            int[] delays = features.recentCalendarDelays(invoice, asOf);
            Arrays.sort(delays);
            double late = share(delays, delay -> delay > 0, tenantLateRatio);
            double late30 = share(delays, delay -> delay > 30, tenantLateRatio * 0.05);
            LocalDate due = invoice.dueDate();
            int mean = delays.length == 0
                    ? 0
                    : (int) Math.round(Arrays.stream(delays).average().orElse(0));
            return switch (how) {
                case DUE_DATE -> new Judged(tenantLateRatio, 0, due, due, due, due, paidOn);
                case CUSTOMER_MEAN ->
                    new Judged(late, late30, due.plusDays(mean), due.plusDays(mean), due.plusDays(mean), due, paidOn);
                case LAST_50 ->
                    new Judged(
                            late,
                            late30,
                            due.plusDays(quantile(delays, 0.1)),
                            due.plusDays(quantile(delays, 0.5)),
                            due.plusDays(quantile(delays, 0.9)),
                            due,
                            paidOn);
            };
        }

        private static double share(int[] delays, IntPredicate counts, double prior) {
            return (Arrays.stream(delays).filter(counts).count() + PRIOR_COUNT * prior) / (delays.length + PRIOR_COUNT);
        }

        private static int quantile(int[] sorted, double share) {
            return sorted.length == 0
                    ? 0
                    : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
        }
    }
}
