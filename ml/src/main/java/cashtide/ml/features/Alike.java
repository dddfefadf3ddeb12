package cashtide.ml.features;

import cashtide.ml.facts.InvoiceFact;

/**
 * What became of the customer's invoices that resemble this one: each counts more the nearer it is in time, in amount, in
 * terms and in the weekday on which it fell due. Trees need thousands of rows to find such a neighbourhood.
 */
final class Alike {

    private static final double TIME_DAYS = 90;
    private static final double RECENT_DAYS = 12;
    private static final double OTHER_WEEKDAY = 0.3;
    private static final double OTHER_TERMS = 0.4;
    private static final double PRIOR_WEIGHT = 0.7;
    private static final double RECENT_PRIOR_WEIGHT = 1.5;

    private final double logAmount;
    private final int terms;
    private final int weekday;
    private final int day;
    private double weights;
    private double late;
    private double delays;
    private double recentWeights;
    private double recentLate;

    /** @param day the first day that isn't known yet */
    Alike(InvoiceFact invoice, int dueWeekday, int day) {
        this.logAmount = Math.log(invoice.amount());
        this.terms = invoice.termsDays();
        this.weekday = dueWeekday;
        this.day = day;
    }

    /** @param i an invoice of the customer that was due before the day */
    void add(CustomerIndex customer, int i, int wasLate, double delay) {
        int past = day - customer.dueDay[i];
        double weight = Math.exp(-past / TIME_DAYS - Math.abs(customer.logAmount[i] - logAmount));
        if (customer.dueWeekday[i] != weekday) {
            weight *= OTHER_WEEKDAY;
        }
        if (customer.dueDay[i] - customer.issueDay[i] != terms) {
            weight *= OTHER_TERMS;
        }
        weights += weight;
        late += weight * wasLate;
        delays += weight * delay;
        double recent = Math.exp(-past / RECENT_DAYS);
        recentWeights += recent;
        recentLate += recent * wasLate;
    }

    double lateRatio(double prior) {
        return (late + PRIOR_WEIGHT * prior) / (weights + PRIOR_WEIGHT);
    }

    double delay(double prior) {
        return (delays + PRIOR_WEIGHT * prior) / (weights + PRIOR_WEIGHT);
    }

    double weight() {
        return Math.log1p(weights);
    }

    double recentLateRatio(double prior) {
        return (recentLate + RECENT_PRIOR_WEIGHT * prior) / (recentWeights + RECENT_PRIOR_WEIGHT);
    }
}
