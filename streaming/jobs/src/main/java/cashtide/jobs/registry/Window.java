package cashtide.jobs.registry;

import cashtide.ml.cash.CashCell;
import cashtide.ml.cash.CashForecaster;
import cashtide.ml.cash.CashOptions;
import cashtide.ml.evaluation.CashJudged;
import cashtide.ml.evaluation.CashMetrics;
import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.risk.PaymentDates;
import cashtide.ml.risk.RiskModel;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Weeks of one tenant that are over, on which models are judged side by side. As of the evening of a day in each week a
 * model says how much of each open invoice will be paid by the end of each of the next four weeks, as far as these are
 * over. So every answer is known and nothing is censored, one week after a model's cut already.
 */
public final class Window {

    /** Weeks ahead that are judged. */
    static final int AHEAD_MAX = 4;

    private static final int DAYS_PER_WEEK = 7;
    /** Fees and rounding that stay behind don't keep an invoice open. */
    private static final double SETTLED_TOLERANCE = 0.01;

    private final History history;
    private final List<LocalDate> days;
    private final LocalDate until;
    private final CashOptions options;

    private Window(History history, List<LocalDate> days, LocalDate until, CashOptions options) {
        this.history = history;
        this.days = days;
        this.until = until;
        this.options = options;
    }

    /**
     * The weeks that ended by a day, counted back from it.
     *
     * @param from no day before it is looked from: the latest cut of the models that are judged
     * @param until the business date; all of it is known
     * @param weeksMax days looked from, at most
     */
    public static Window of(History history, LocalDate from, LocalDate until, int weeksMax, long seed) {
        List<LocalDate> days = new ArrayList<>();
        LocalDate day = until.minusDays(DAYS_PER_WEEK);
        while (!day.isBefore(from) && days.size() < weeksMax) {
            days.addFirst(day);
            day = day.minusDays(DAYS_PER_WEEK);
        }
        return new Window(history, List.copyOf(days), until, CashOptions.withSeed(seed));
    }

    /** Business dates looked from, the earliest first; none when no week is over. */
    public List<LocalDate> days() {
        return days;
    }

    /** Probabilities and cash of a model that saw nothing after the first day. */
    public Figures judge(RiskModel model) {
        Figures probabilities = judgeProbabilities(model);
        return new Figures(
                probabilities.weekError(),
                probabilities.decided(),
                probabilities.expectedPaid(),
                probabilities.paid(),
                cash(model));
    }

    /** Without cash, which takes most of the time. */
    public Figures judgeProbabilities(RiskModel model) {
        return judged(model).figures();
    }

    /** Two models on the same shares of the same invoices. */
    public Duel duel(RiskModel one, RiskModel other) {
        return Duel.of(judged(one), judged(other));
    }

    /**
     * Figures without cash, and what they are made of.
     *
     * @param squares by customer, the sum of the squared errors and how many they are
     */
    record Errors(Figures figures, SortedMap<String, double[]> squares) {}

    private Errors judged(RiskModel model) {
        SortedMap<String, double[]> byCustomer = new TreeMap<>();
        RiskModel.Scorer scorer = model.over(history);
        double squares = 0;
        long decided = 0;
        double expected = 0;
        double paid = 0;
        long last = 0;
        for (LocalDate day : days) {
            AsOf asOf = AsOf.endOf(day, history.zone());
            List<InvoiceFact> open = history.openInvoices(asOf);
            List<PaymentDates> dates = scorer.dates(asOf, open);
            for (int i = 0; i < open.size(); i++) {
                InvoiceHistory invoice = history.invoice(open.get(i).invoiceKey());
                if (invoice == null || creditedSince(invoice, asOf)) {
                    continue;
                }
                int weeks = weeksOver(day);
                double[] own = byCustomer.computeIfAbsent(open.get(i).customerKey(), key -> new double[2]);
                for (int week = 1; week <= weeks; week++) {
                    LocalDate end = day.plusDays((long) week * DAYS_PER_WEEK);
                    double said = dates.get(i).paidBy(Math.toIntExact(end.toEpochDay()));
                    double came = paidShare(invoice, asOf, end);
                    squares += (said - came) * (said - came);
                    own[0] += (said - came) * (said - came);
                    own[1]++;
                    decided++;
                    if (week == weeks) {
                        expected += said;
                        paid += came;
                        last++;
                    }
                }
            }
        }
        Figures figures = new Figures(
                decided == 0 ? Double.NaN : squares / decided,
                decided,
                last == 0 ? Double.NaN : expected / last,
                last == 0 ? Double.NaN : paid / last,
                Map.of());
        return new Errors(figures, byCustomer);
    }

    private int weeksOver(LocalDate day) {
        return (int) Math.min(AHEAD_MAX, ChronoUnit.DAYS.between(day, until) / DAYS_PER_WEEK);
    }

    /** What was credited says nothing about when customers pay. */
    private boolean creditedSince(InvoiceHistory invoice, AsOf asOf) {
        return invoice.applications().stream()
                .anyMatch(application -> application.kind() == ApplicationFact.Kind.CREDIT
                        && !application.knownAt().isBefore(asOf.moment())
                        && counts(application));
    }

    /** What has been taken back is no answer any more. */
    private boolean counts(ApplicationFact application) {
        return application.endKnownAt() == null || application.standsAt(AsOf.endOf(until, history.zone()));
    }

    /** The share of what was open that was paid by the end of a day, as it looks when models are judged. */
    private double paidShare(InvoiceHistory invoice, AsOf asOf, LocalDate end) {
        double open = invoice.residualAt(asOf);
        double came = 0;
        for (ApplicationFact application : invoice.applications()) {
            if (!application.knownAt().isBefore(asOf.moment())
                    && !application.paidOn().isAfter(end)
                    && counts(application)) {
                came += application.amount();
            }
        }
        double share = Math.min(1, came / open);
        return share > 1 - SETTLED_TOLERANCE ? 1 : share;
    }

    private Map<String, Figures.Cash> cash(RiskModel model) {
        if (days.isEmpty()) {
            return Map.of();
        }
        AsOf first = AsOf.endOf(days.getFirst(), history.zone());
        CashForecaster forecaster = CashForecaster.fit(model, history, first, options);
        Map<String, List<CashJudged>> byCurrency = new TreeMap<>();
        Map<String, Long> items = new HashMap<>();
        for (LocalDate day : days) {
            AsOf asOf = AsOf.endOf(day, history.zone());
            int weeks = weeksOver(day);
            Map<String, List<Double>> came = CashForecaster.came(history, asOf, weeks);
            var forecast = forecaster.forecast(asOf, weeks);
            for (CashCell cell : forecast.weekly()) {
                int ahead = (int) (ChronoUnit.DAYS.between(asOf.day(), cell.from()) / DAYS_PER_WEEK);
                List<Double> brought = came.get(cell.currency());
                byCurrency
                        .computeIfAbsent(cell.currency(), currency -> new ArrayList<>())
                        .add(new CashJudged(
                                cell.currency(),
                                ahead,
                                cell.p10(),
                                cell.p50(),
                                cell.p90(),
                                brought == null ? 0 : brought.get(ahead)));
            }
            forecast.items().forEach(item -> items.merge(item.currency(), 1L, Long::sum));
        }
        Map<String, Figures.Cash> cash = new HashMap<>();
        byCurrency.forEach((currency, judged) -> {
            CashMetrics metrics = CashMetrics.of(judged);
            cash.put(
                    currency,
                    new Figures.Cash(
                            metrics.wape(), metrics.coverage(), judged.size(), items.getOrDefault(currency, 0L)));
        });
        return cash;
    }
}
