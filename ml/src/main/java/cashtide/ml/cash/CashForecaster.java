package cashtide.ml.cash;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.risk.RiskModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Forecasts one tenant's cash from its open items: per currency a mixture of the risk model and four naive methods,
 * with intervals from drawn futures. Mixture and width are learned from weeks before the cut that have come true.
 */
public final class CashForecaster {

    private static final int WEEKS_MAX = 13;
    private static final int DAYS_PER_WEEK = 7;

    private final Expectations expectations;
    private final History history;
    private final CashOptions options;
    private final Map<String, StackWeights> weights;
    private final Map<String, Interval> intervals;
    /** For currencies in which no week has come true. */
    private final StackWeights otherwise;

    private CashForecaster(
            Expectations expectations,
            History history,
            CashOptions options,
            Map<String, StackWeights> weights,
            Map<String, Interval> intervals,
            StackWeights otherwise) {
        this.expectations = expectations;
        this.history = history;
        this.options = options;
        this.weights = weights;
        this.intervals = intervals;
        this.otherwise = otherwise;
    }

    /**
     * Learns from what was known at the cut. Without a rehearsal of the model methods count as usual; where nobody had paid
     * by then, the model counts alone.
     */
    public static CashForecaster fit(RiskModel model, History history, AsOf cut, CashOptions options) {
        Expectations now = new Expectations(model, history);
        RiskModel rehearsal = model.rehearsal();
        boolean anyPaid = anyPaid(history, cut);
        if (rehearsal == null || !anyPaid) {
            StackWeights mixture = anyPaid ? StackWeights.usual() : StackWeights.modelAlone();
            return new CashForecaster(now, history, options, Map.of(), Map.of(), mixture);
        }
        Rehearsal rehearsed = Rehearsal.of(rehearsal, history, cut, options);
        Map<String, StackWeights> weights = rehearsed.weights();
        return new CashForecaster(now, history, options, weights, rehearsed.intervals(weights), StackWeights.usual());
    }

    private static boolean anyPaid(History history, AsOf cut) {
        return history.invoices().stream()
                .flatMap(invoice -> invoice.applications().stream())
                .anyMatch(application -> application.kind() == ApplicationFact.Kind.CASH && application.standsAt(cut));
    }

    /**
     * @param asOf not before the cut of the model
     * @param weeks 1 to 13
     */
    public CashForecast forecast(AsOf asOf, int weeks) {
        checkHorizon(weeks);
        int days = weeks * DAYS_PER_WEEK;
        List<CashCell> weekly = new ArrayList<>();
        List<CashCell> daily = new ArrayList<>();
        List<CashItem> expected = new ArrayList<>();
        Map<String, List<OpenItem>> byCurrency = byCurrency(OpenItems.at(history, asOf));
        byCurrency.forEach((currency, items) -> {
            StackWeights mixture = weights.getOrDefault(currency, otherwise);
            Interval interval = intervals.getOrDefault(currency, new Interval(List.of(), List.of()));
            List<double[][]> byMethod = expectations.of(items, asOf, days);
            double[][] mixed = mixed(byMethod, mixture);
            Futures futures =
                    Futures.draw(items, byMethod.getFirst(), days, options.samples(), seed(currency, asOf.day()));
            Fan fan = new Fan(currency, asOf.day(), byDay(items, mixed, days), futures, interval);
            weekly.addAll(fan.cells(DAYS_PER_WEEK));
            daily.addAll(fan.cells(1));
            for (int i = 0; i < items.size(); i++) {
                expected.add(item(items.get(i), mixed[i], weeks));
            }
        });
        return new CashForecast(asOf, weekly, daily, expected);
    }

    /** What each method of the mixture expects when anybody uses it alone, to show the forecast beside. */
    public List<NaiveCash> naive(AsOf asOf, int weeks) {
        int days = weeks * DAYS_PER_WEEK;
        List<NaiveCash> naive = new ArrayList<>();
        byCurrency(OpenItems.at(history, asOf)).forEach((currency, items) -> {
            Map<String, double[][]> byMethod = new TreeMap<>();
            List<double[][]> alone = expectations.alone(items, asOf, days);
            int methods = 0;
            for (Expectations.Method method : Expectations.Method.values()) {
                byMethod.put(method.name(), alone.get(methods++));
            }
            byMethod.forEach((method, shares) -> {
                double[] byDay = byDay(items, shares, days);
                for (int week = 0; week < weeks; week++) {
                    double expected = 0;
                    for (int day = week * DAYS_PER_WEEK; day < (week + 1) * DAYS_PER_WEEK; day++) {
                        expected += byDay[day];
                    }
                    naive.add(new NaiveCash(method, currency, asOf.day().plusDays(week * 7L), expected));
                }
            });
        });
        return naive;
    }

    /**
     * Cash of invoices that aren't issued yet, by currency and week from the moment on: a series of its own, in no figure
     * of {@link #forecast}. What the tenant issues by its rhythm, paid as long after issue as its invoices were; a currency
     * with less than four weeks of invoices has none.
     *
     * @param weeks 1 to 13
     */
    public List<CashCell> newBusiness(AsOf asOf, int weeks) {
        checkHorizon(weeks);
        return NewBusiness.of(history, asOf, weeks);
    }

    /** Cash that the items open at the moment brought later, by currency and week from it on. */
    public static Map<String, List<Double>> came(History history, AsOf asOf, int weeks) {
        AsOf ever = new AsOf(LocalDate.MAX, java.time.Instant.MAX);
        Map<String, List<Double>> byWeek = new TreeMap<>();
        OpenItems.cashFrom(history, asOf, weeks * DAYS_PER_WEEK, ever).forEach((currency, byDay) -> {
            List<Double> sums = new ArrayList<>();
            for (int week = 0; week < weeks; week++) {
                double sum = 0;
                for (int day = week * DAYS_PER_WEEK; day < (week + 1) * DAYS_PER_WEEK; day++) {
                    sum += byDay[day];
                }
                sums.add(sum);
            }
            byWeek.put(currency, sums);
        });
        return byWeek;
    }

    /** The share of each method in a currency's forecast of the next four weeks; for the model card. */
    public Map<String, List<Double>> mixture() {
        Map<String, List<Double>> named = new TreeMap<>();
        weights.forEach((currency, mixture) -> named.put(currency, mixture.near()));
        return named;
    }

    static Map<String, List<OpenItem>> byCurrency(List<OpenItem> items) {
        Map<String, List<OpenItem>> byCurrency = new TreeMap<>();
        for (OpenItem item : items) {
            byCurrency
                    .computeIfAbsent(item.invoice().currency(), currency -> new ArrayList<>())
                    .add(item);
        }
        return byCurrency;
    }

    static double[] byDay(List<OpenItem> items, double[][] shares, int days) {
        double[] sum = new double[days];
        for (int i = 0; i < items.size(); i++) {
            for (int day = 0; day < days; day++) {
                sum[day] += items.get(i).residual() * shares[i][day];
            }
        }
        return sum;
    }

    private static void checkHorizon(int weeks) {
        if (weeks < 1 || weeks > WEEKS_MAX) {
            throw new IllegalArgumentException("weeks must be 1 to " + WEEKS_MAX + ": " + weeks);
        }
    }

    private long seed(String currency, LocalDate day) {
        return options.seed() * 31 * 31 + currency.hashCode() * 31L + day.toEpochDay();
    }

    private static double[][] mixed(List<double[][]> byMethod, StackWeights mixture) {
        double[][] first = byMethod.getFirst();
        double[][] mixed = new double[first.length][];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = new double[first[i].length];
            double left = 1;
            for (int day = 0; day < mixed[i].length; day++) {
                double share = 0;
                for (int method = 0; method < byMethod.size(); method++) {
                    share += mixture.at(day / DAYS_PER_WEEK).get(method) * byMethod.get(method)[i][day];
                }
                // Two mixtures of one item can promise more than all of it: the nearer one is believed.
                mixed[i][day] = Math.min(left, share);
                left -= mixed[i][day];
            }
        }
        return mixed;
    }

    private static CashItem item(OpenItem item, double[] shares, int weeks) {
        List<Double> byWeek = new ArrayList<>(weeks);
        double later = item.residual();
        for (int week = 0; week < weeks; week++) {
            double share = 0;
            for (int day = week * DAYS_PER_WEEK; day < (week + 1) * DAYS_PER_WEEK; day++) {
                share += shares[day];
            }
            byWeek.add(item.residual() * share);
            later -= item.residual() * share;
        }
        return new CashItem(
                item.invoice().invoiceKey(), item.invoice().currency(), item.residual(), byWeek, Math.max(0, later));
    }
}
