package cashtide.ml.risk;

import java.time.LocalDate;
import java.util.List;

/**
 * What the model says about one invoice as of one moment. All figures come from one distribution, so that
 * {@code pLate30 <= pLate} and {@code p10 <= p50 <= p90} hold by construction.
 *
 * @param asOfDay the first day whose payments may still arrive
 * @param pLate probability of being paid after the due date
 * @param pLate30 probability of being paid more than 30 days after the due date
 * @param expectedDaysLate expected days from the due date to the payment; below zero is early
 * @param weekProbability probability of being paid in each of the 13 weeks from {@code asOfDay} on; what is missing to 1
 *     is paid later or never
 * @param evidence how many settled invoices of this customer were known
 * @param littleEvidence whether so few were known that the score is mostly that of similar customers
 * @param reasons the strongest first, at most four
 */
public record RiskScore(
        String invoiceKey,
        LocalDate asOfDay,
        double pLate,
        double pLate30,
        LocalDate p10,
        LocalDate p50,
        LocalDate p90,
        double expectedDaysLate,
        List<Double> weekProbability,
        int evidence,
        boolean littleEvidence,
        List<Reason> reasons) {

    /** How many weeks {@link #weekProbability} has. */
    public static final int WEEKS = 13;

    public RiskScore {
        if (!(pLate >= 0 && pLate <= 1 && pLate30 >= 0 && pLate30 <= pLate)) {
            throw new IllegalArgumentException("probabilities of " + invoiceKey + ": " + pLate + ", " + pLate30);
        }
        if (p10.isAfter(p50) || p50.isAfter(p90)) {
            throw new IllegalArgumentException("dates of " + invoiceKey + ": " + p10 + ", " + p50 + ", " + p90);
        }
        weekProbability = List.copyOf(weekProbability);
        reasons = List.copyOf(reasons);
    }

    RiskScore with(List<Reason> found) {
        return new RiskScore(
                invoiceKey,
                asOfDay,
                pLate,
                pLate30,
                p10,
                p50,
                p90,
                expectedDaysLate,
                weekProbability,
                evidence,
                littleEvidence,
                found);
    }
}
