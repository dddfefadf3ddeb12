package cashtide.kpi;

import java.util.Currency;

/**
 * Receivables by age, in minor units of one currency: residuals of invoices in the buckets, credit that is not applied beside
 * them and below zero. Everything together is the balance, and what the control accounts say.
 *
 * @param creditsMinor credit notes not applied; zero or below
 * @param unappliedMinor unapplied cash; zero or below
 * @param disputedMinor memo: part of the buckets that is disputed
 */
public record AgedBalance(
        Currency currency,
        long currentMinor,
        long days1To30Minor,
        long days31To60Minor,
        long days61To90Minor,
        long over90Minor,
        long creditsMinor,
        long unappliedMinor,
        long disputedMinor) {

    /** What is in a bucket. */
    public long bucket(AgingBucket bucket) {
        return switch (bucket) {
            case CURRENT -> currentMinor;
            case DAYS_1_30 -> days1To30Minor;
            case DAYS_31_60 -> days31To60Minor;
            case DAYS_61_90 -> days61To90Minor;
            case OVER_90 -> over90Minor;
        };
    }

    /** Residuals of invoices, whatever their age. */
    public long grossMinor() {
        return currentMinor + overdueMinor();
    }

    /** Residuals of invoices that are past due. */
    public long overdueMinor() {
        return days1To30Minor + days31To60Minor + days61To90Minor + over90Minor;
    }

    /** What the customers owe in all: the buckets less credit and unapplied cash. */
    public long netMinor() {
        return grossMinor() + creditsMinor + unappliedMinor;
    }
}
