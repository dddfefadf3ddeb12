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
import cashtide.ml.facts.History;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Scores and forecasts of one tenant, in the terms of the doors into the core. */
final class TenantScores {

    static final long SEED = 20_260_102;
    private static final int DAYS_PER_WEEK = 7;
    /** A distribution of payment days takes some kilobytes, of which a score keeps a few figures. */
    private static final int AT_ONCE = 4_096;

    private TenantScores() {}

    /** Scores of the open invoices as of the business date, with their reasons. */
    static List<ScoreRow> scores(RiskModel model, TenantFacts facts) {
        AsOf asOf = facts.asOf();
        List<InvoiceFact> open = facts.history().openInvoices(asOf);
        List<ScoreRow> scores = new ArrayList<>(open.size());
        RiskModel.Scorer scorer = model.over(facts.history());
        for (int from = 0; from < open.size(); from += AT_ONCE) {
            List<InvoiceFact> some = open.subList(from, Math.min(open.size(), from + AT_ONCE));
            for (RiskModel.Explained one : scorer.explain(asOf, some)) {
                scores.add(score(one.score(), one.dates(), facts.day()));
            }
        }
        return scores;
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

    /** The cash forecast as of the business date. */
    static List<ForecastRow> forecast(RiskModel model, TenantFacts facts) {
        AsOf asOf = facts.asOf();
        CashForecaster forecaster = CashForecaster.fit(model, facts.history(), asOf, CashOptions.withSeed(SEED));
        return forecast(forecaster, asOf, forecaster.forecast(asOf, ScoreRow.WEEKS), facts.history());
    }

    /** Open items and what is not invoiced yet. The forecast's business date is the day before its first week. */
    static List<ForecastRow> forecast(CashForecaster forecaster, AsOf asOf, CashForecast openItems, History history) {
        LocalDate businessDate = asOf.day().minusDays(1);
        Map<String, double[]> parts = parts(openItems, history);
        Map<Week, CashCell> open = new TreeMap<>();
        openItems.weekly().forEach(cell -> open.put(new Week(cell.currency(), cell.from()), cell));
        Map<Week, CashCell> coming = new TreeMap<>();
        forecaster
                .newBusiness(asOf, ScoreRow.WEEKS)
                .forEach(cell -> coming.put(new Week(cell.currency(), cell.from()), cell));
        TreeSet<Week> weeks = new TreeSet<>(open.keySet());
        weeks.addAll(coming.keySet());
        List<ForecastRow> rows = new ArrayList<>();
        for (Week week : weeks) {
            CashCell none = new CashCell(week.currency(), week.from(), DAYS_PER_WEEK, 0, 0, 0, 0);
            rows.add(row(
                    businessDate,
                    open.getOrDefault(week, none),
                    coming.getOrDefault(week, none),
                    parts.getOrDefault(week.currency() + week.from(), new double[3])));
        }
        return rows;
    }

    private record Week(String currency, LocalDate from) implements Comparable<Week> {
        @Override
        public int compareTo(Week other) {
            int byCurrency = currency.compareTo(other.currency);
            return byCurrency != 0 ? byCurrency : from.compareTo(other.from);
        }
    }

    /** What is open and what is still to be invoiced err independently of each other: their distances add as squares. */
    private static ForecastRow row(LocalDate businessDate, CashCell open, CashCell coming, double[] shares) {
        int digits = Currency.getInstance(open.currency()).getDefaultFractionDigits();
        double middle = open.p50() + coming.p50();
        double below = Math.hypot(open.p50() - open.p10(), coming.p50() - coming.p10());
        double above = Math.hypot(open.p90() - open.p50(), coming.p90() - coming.p50());
        long fromOpen = minor(open.p50(), digits);
        long p50 = fromOpen + minor(coming.p50(), digits);
        double sum = shares[0] + shares[1] + shares[2];
        long promised = sum <= 0 ? 0 : Math.round(fromOpen * shares[1] / sum);
        long disputed = sum <= 0 ? 0 : Math.round(fromOpen * shares[2] / sum);
        return new ForecastRow(
                businessDate,
                open.currency(),
                open.from(),
                Math.min(minor(middle - below, digits), p50),
                p50,
                Math.max(minor(middle + above, digits), p50),
                fromOpen - promised - disputed,
                promised,
                disputed,
                p50 - fromOpen,
                Math.min(minor(open.p10(), digits), fromOpen),
                Math.max(minor(open.p90(), digits), fromOpen));
    }

    /** What items without and with a promise, and disputed ones, bring to a week: by currency and first day. */
    private static Map<String, double[]> parts(CashForecast cash, History history) {
        Map<String, double[]> parts = new HashMap<>();
        AsOf asOf = cash.asOf();
        for (CashItem item : cash.items()) {
            InvoiceHistory invoice = history.invoice(item.invoiceKey());
            if (invoice == null) {
                continue;
            }
            boolean disputed = invoice.disputes().stream().anyMatch((DisputeFact dispute) -> dispute.openAt(asOf));
            boolean promised = invoice.promises().stream()
                    .anyMatch(promise ->
                            promise.standsAt(asOf) && !promise.promisedOn().isBefore(asOf.day()));
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
