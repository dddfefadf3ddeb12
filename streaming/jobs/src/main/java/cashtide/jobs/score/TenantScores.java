package cashtide.jobs.score;

import cashtide.contract.ForecastRow;
import cashtide.contract.ScoreReason;
import cashtide.contract.ScoreRow;
import cashtide.ml.cash.CashCell;
import cashtide.ml.cash.CashForecast;
import cashtide.ml.cash.CashForecaster;
import cashtide.ml.cash.CashItem;
import cashtide.ml.cash.CashOptions;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.DisputeFact;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.risk.PaymentDates;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskScore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Scores and forecasts of one tenant as of its business date, in the terms of the doors into the core. */
record TenantScores(List<ScoreRow> scores, List<ForecastRow> forecast) {

    private static final long SEED = 20_260_102;
    private static final int DAYS_PER_WEEK = 7;

    static TenantScores of(RiskModel model, TenantFacts facts) {
        AsOf asOf = facts.asOf();
        List<InvoiceFact> open = facts.history().openInvoices(asOf);
        RiskModel.Scorer scorer = model.over(facts.history());
        List<RiskScore> risks = scorer.score(asOf, open);
        List<PaymentDates> dates = scorer.dates(asOf, open);
        List<ScoreRow> scores = new ArrayList<>(open.size());
        for (int i = 0; i < open.size(); i++) {
            scores.add(score(risks.get(i), dates.get(i), facts.day()));
        }
        CashForecast cash = CashForecaster.fit(model, facts.history(), asOf, CashOptions.withSeed(SEED))
                .forecast(asOf, ScoreRow.WEEKS);
        return new TenantScores(scores, forecast(cash, facts));
    }

    private static ScoreRow score(RiskScore risk, PaymentDates dates, LocalDate day) {
        List<Double> weeks = new ArrayList<>(ScoreRow.WEEKS);
        int first = Math.toIntExact(day.toEpochDay());
        double before = dates.paidBy(first);
        for (int week = 1; week <= ScoreRow.WEEKS; week++) {
            double paid = dates.paidBy(first + week * DAYS_PER_WEEK);
            weeks.add(Math.max(0, paid - before));
            before = paid;
        }
        List<ScoreReason> reasons = risk.reasons().stream()
                .map(reason -> new ScoreReason(reason.text(), reason.effect()))
                .toList();
        return new ScoreRow(
                UUID.fromString(risk.invoiceKey()),
                risk.pLate(),
                risk.pLate30(),
                risk.p10(),
                risk.p50(),
                risk.p90(),
                risk.expectedDaysLate(),
                weeks,
                risk.evidence(),
                risk.littleEvidence(),
                reasons);
    }

    private static List<ForecastRow> forecast(CashForecast cash, TenantFacts facts) {
        Map<String, double[]> parts = parts(cash, facts);
        List<ForecastRow> rows = new ArrayList<>();
        for (CashCell cell : cash.weekly()) {
            int digits = Currency.getInstance(cell.currency()).getDefaultFractionDigits();
            long p50 = minor(cell.p50(), digits);
            double[] shares = parts.getOrDefault(cell.currency() + cell.from(), new double[3]);
            double sum = shares[0] + shares[1] + shares[2];
            long promised = sum <= 0 ? 0 : Math.round(p50 * shares[1] / sum);
            long disputed = sum <= 0 ? 0 : Math.round(p50 * shares[2] / sum);
            rows.add(new ForecastRow(
                    facts.day(),
                    cell.currency(),
                    cell.from(),
                    Math.min(minor(cell.p10(), digits), p50),
                    p50,
                    Math.max(minor(cell.p90(), digits), p50),
                    p50 - promised - disputed,
                    promised,
                    disputed,
                    0));
        }
        return rows;
    }

    /** What items without and with a promise, and disputed ones, bring to a week: by currency and first day. */
    private static Map<String, double[]> parts(CashForecast cash, TenantFacts facts) {
        Map<String, double[]> parts = new HashMap<>();
        AsOf asOf = facts.asOf();
        for (CashItem item : cash.items()) {
            InvoiceHistory invoice = facts.history().invoice(item.invoiceKey());
            if (invoice == null) {
                continue;
            }
            boolean disputed = invoice.disputes().stream().anyMatch((DisputeFact dispute) -> dispute.openAt(asOf));
            boolean promised = invoice.promises().stream()
                    .anyMatch(promise -> promise.knownAt().isBefore(asOf.moment())
                            && !promise.promisedOn().isBefore(asOf.day()));
            int part = disputed ? 2 : promised ? 1 : 0;
            for (int week = 0; week < item.expectedByWeek().size(); week++) {
                LocalDate from = asOf.day().plusDays((long) week * DAYS_PER_WEEK);
                parts.computeIfAbsent(item.currency() + from, key -> new double[3])[part] +=
                        item.expectedByWeek().get(week);
            }
        }
        return parts;
    }

    private static long minor(double amount, int digits) {
        return Math.max(0, Math.round(amount * Math.pow(10, digits)));
    }
}
