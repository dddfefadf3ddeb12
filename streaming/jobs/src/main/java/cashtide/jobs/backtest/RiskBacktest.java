package cashtide.jobs.backtest;

import cashtide.ml.evaluation.Judged;
import cashtide.ml.evaluation.NaiveRisk;
import cashtide.ml.evaluation.RiskMetrics;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.features.TenantIndex;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskScore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores of the invoices dated after the cut, each as of its own date, beside what came and what anybody would guess. */
final class RiskBacktest {

    private static final int JUDGED_AFTER_DUE_DAYS = 30;

    private final History history;
    private final LocalDate lastDay;
    private final List<InvoiceFact> invoices;
    private final List<RiskScore> scores;

    private RiskBacktest(History history, LocalDate lastDay, List<InvoiceFact> invoices, List<RiskScore> scores) {
        this.history = history;
        this.lastDay = lastDay;
        this.invoices = invoices;
        this.scores = scores;
    }

    static RiskBacktest run(RiskModel model, History history, LocalDate cut, LocalDate lastDay) {
        List<InvoiceFact> after = history.invoices().stream()
                .map(InvoiceHistory::invoice)
                .filter(invoice -> invoice.invoiceDate().isAfter(cut))
                .toList();
        return new RiskBacktest(history, lastDay, after, model.over(history).scoreAtIssue(after));
    }

    List<InvoiceFact> invoices() {
        return invoices;
    }

    List<RiskScore> scores() {
        return scores;
    }

    /** Those whose outcome is known: settled, or still open a month after they were due. */
    List<Judged> judged() {
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < invoices.size(); i++) {
            InvoiceFact invoice = invoices.get(i);
            LocalDate paidOn = paidOn(invoice);
            if (isJudged(invoice, paidOn)) {
                RiskScore score = scores.get(i);
                judged.add(new Judged(
                        score.pLate(),
                        score.pLate30(),
                        score.p10(),
                        score.p50(),
                        score.p90(),
                        invoice.dueDate(),
                        paidOn));
            }
        }
        return judged;
    }

    /** How many settled invoices of the customer were known, in the order of {@link #judged}. */
    List<Integer> evidence() {
        List<Integer> evidence = new ArrayList<>();
        for (int i = 0; i < invoices.size(); i++) {
            if (isJudged(invoices.get(i), paidOn(invoices.get(i)))) {
                evidence.add(scores.get(i).evidence());
            }
        }
        return evidence;
    }

    /** The obvious guesses on the same invoices, by name. */
    Map<String, RiskMetrics> naive(RiskModel model, AsOf cut) {
        NaiveRisk.Guesser guesser = new NaiveRisk.Guesser(new TenantIndex(history, model.calendars()));
        double usual = lateRatio(cut);
        Map<String, RiskMetrics> metrics = new LinkedHashMap<>();
        for (NaiveRisk how : NaiveRisk.values()) {
            List<Judged> judged = new ArrayList<>();
            for (InvoiceFact invoice : invoices) {
                LocalDate paidOn = paidOn(invoice);
                if (isJudged(invoice, paidOn)) {
                    judged.add(guesser.guess(how, invoice, usual, paidOn));
                }
            }
            metrics.put(how.name(), RiskMetrics.of(judged));
        }
        return metrics;
    }

    private @Nullable LocalDate paidOn(InvoiceFact invoice) {
        InvoiceHistory one = history.invoice(invoice.invoiceKey());
        return one == null ? null : one.settledOn();
    }

    private boolean isJudged(InvoiceFact invoice, @Nullable LocalDate paidOn) {
        return paidOn != null
                || invoice.dueDate().plusDays(JUDGED_AFTER_DUE_DAYS).isBefore(lastDay);
    }

    /** The share of late ones among all that were due at the cut. */
    private double lateRatio(AsOf cut) {
        double due = 1;
        double late = 0.5;
        for (InvoiceHistory one : history.invoices()) {
            if (one.knownAt(cut) && one.invoice().dueDate().isBefore(cut.day())) {
                due++;
                LocalDate paidOn = one.settledOn();
                boolean open = one.openAt(cut);
                late += open || (paidOn != null && paidOn.isAfter(one.invoice().dueDate())) ? 1 : 0;
            }
        }
        return late / due;
    }
}
