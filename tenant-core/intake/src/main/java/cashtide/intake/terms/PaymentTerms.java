package cashtide.intake.terms;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Terms of payment: by when an invoice is to be paid, and what is granted for paying early. Each kind writes itself in one
 * canonical text, which {@link TermsText} reads.
 */
public sealed interface PaymentTerms {

    int DAYS_MAX = 3650;

    /** Terms that give one due date. */
    sealed interface OneDate extends PaymentTerms {

        /** The due date before any business-day convention. */
        LocalDate unadjustedDue(LocalDate invoiceDate);

        @Override
        default OneDate oneDate() {
            return this;
        }
    }

    /** So many days after the invoice date: {@code net 30}. */
    record Net(int days) implements OneDate {
        public Net {
            requireDays(days);
        }

        @Override
        public LocalDate unadjustedDue(LocalDate invoiceDate) {
            return invoiceDate.plusDays(days);
        }

        @Override
        public String text() {
            return "net " + days;
        }
    }

    /** So many days after the end of the invoice's month: {@code net 30 eom}. */
    record NetEndOfMonth(int days) implements OneDate {
        public NetEndOfMonth {
            requireDays(days);
        }

        @Override
        public LocalDate unadjustedDue(LocalDate invoiceDate) {
            return invoiceDate.withDayOfMonth(invoiceDate.lengthOfMonth()).plusDays(days);
        }

        @Override
        public String text() {
            return "net " + days + " eom";
        }
    }

    /** A day of the month after the invoice's, or its last day where it is shorter: {@code day 15 next month}. */
    record DayOfNextMonth(int day) implements OneDate {
        public DayOfNextMonth {
            if (day < 1 || day > 31) {
                throw new IllegalArgumentException("day " + day + " is not between 1 and 31");
            }
        }

        @Override
        public LocalDate unadjustedDue(LocalDate invoiceDate) {
            LocalDate next = invoiceDate.withDayOfMonth(1).plusMonths(1);
            return next.withDayOfMonth(Math.min(day, next.lengthOfMonth()));
        }

        @Override
        public String text() {
            return "day " + day + " next month";
        }
    }

    /**
     * A cash discount for paying early: {@code 2/10 net 30}. The discount date is no due date: no convention moves it.
     *
     * @param percent above 0 and below 100
     * @param discountDays days after the invoice date, that day included
     */
    record CashDiscount(BigDecimal percent, int discountDays, OneDate otherwise) implements PaymentTerms {
        public CashDiscount {
            requireDays(discountDays);
            percent = percent.stripTrailingZeros();
            if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) >= 0) {
                throw new IllegalArgumentException("percent " + percent + " is not between 0 and 100");
            }
        }

        @Override
        public OneDate oneDate() {
            return otherwise;
        }

        @Override
        public String text() {
            return percent.toPlainString() + "/" + discountDays + " " + otherwise.text();
        }

        /**
         * What a payer gives up a year who takes the full term in place of the discount: d/(100-d) over the days gained, of
         * 365, in percent with two decimals.
         *
         * @param fullDays days from invoice to due date
         */
        public BigDecimal annualCostPercent(int fullDays) {
            if (fullDays <= discountDays) {
                throw new IllegalArgumentException("fullDays " + fullDays + " is not above " + discountDays);
            }
            BigDecimal cost = percent.multiply(BigDecimal.valueOf(365L * 100));
            BigDecimal base =
                    BigDecimal.valueOf(100).subtract(percent).multiply(BigDecimal.valueOf(fullDays - discountDays));
            return cost.divide(base, 2, RoundingMode.HALF_UP);
        }
    }

    /** Parts of the amount with a due date each: {@code instalments 50% net 30, 50% net 60}. */
    record Instalments(List<Part> parts) implements PaymentTerms {
        public Instalments {
            parts = List.copyOf(parts);
            int sum = parts.stream().mapToInt(Part::percent).sum();
            if (parts.size() < 2 || sum != 100 || parts.stream().anyMatch(part -> part.percent() < 1)) {
                throw new IllegalArgumentException("instalments must be two or more that sum to 100%: " + parts);
            }
        }

        @Override
        public @Nullable OneDate oneDate() {
            return null;
        }

        @Override
        public String text() {
            return "instalments "
                    + String.join(", ", parts.stream().map(Part::text).toList());
        }
    }

    /** One of the parts. */
    record Part(int percent, OneDate terms) {
        String text() {
            return percent + "% " + terms.text();
        }
    }

    /** What gives the due date of the whole amount; null for instalments, which have several. */
    @Nullable
    OneDate oneDate();

    /** The canonical text. */
    String text();

    private static void requireDays(int days) {
        if (days < 0 || days > DAYS_MAX) {
            throw new IllegalArgumentException("days " + days + " is not between 0 and " + DAYS_MAX);
        }
    }
}
