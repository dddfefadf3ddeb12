package cashtide.jobs.score;

import cashtide.jobs.registry.Figures;
import cashtide.jobs.registry.Registry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a weekly review found of one model: figures beside the naive baseline's, and alarms by rule, in words. Any alarm
 * brings the next training forward.
 *
 * @param role champion, or rehearsed where the champion is too young and a model of before the weeks stands for it
 * @param from first day of the weeks
 * @param losesToBaseline whether the naive baseline did as well in these weeks, so that it has to be shown instead
 * @param compared both beside each other in words
 */
record Watch(
        String model,
        String role,
        LocalDate from,
        boolean losesToBaseline,
        String compared,
        List<Metric> metrics,
        List<String> alarms) {

    /** Points of probability by which a share may be off. */
    static final double CALIBRATION_LIMIT = 0.05;

    private static final double COVERAGE_MIN = 0.7;
    private static final double COVERAGE_MAX = 0.9;
    private static final int COVERAGE_WEEKS = 3;
    private static final int WAPE_WEEKS_AHEAD = 4;
    private static final int WAPE_WEEKS = 12;
    private static final double PSI_TOLD = 0.1;

    /**
     * One figure.
     *
     * @param currency null for a figure over all currencies
     * @param baseline null where there is none
     */
    record Metric(
            String name,
            @Nullable String currency,
            double value,
            @Nullable Double baseline,
            long count) {}

    Watch {
        metrics = List.copyOf(metrics);
        alarms = List.copyOf(alarms);
    }

    /**
     * @param ours and {@code baseline} on the same weeks
     * @param judged forecasts as they were shown, beside what came
     */
    static Watch of(
            String model,
            String role,
            LocalDate from,
            LocalDate day,
            Figures ours,
            Figures baseline,
            Drift drift,
            List<ForecastVsActual.Judged> judged) {
        List<Metric> metrics = new ArrayList<>(figures(ours, baseline));
        List<String> alarms = new ArrayList<>();
        boolean loses = !ours.beats(baseline);
        String compared = "its error was " + Registry.compared(ours.weekError(), baseline.weekError())
                + " that of the customer's last delays, its weekly cash was off by " + percent(ours.cashError())
                + ", that of the naive methods by " + percent(baseline.cashError());
        if (loses) {
            alarms.add("The model is no better than the obvious guess: " + compared + ".");
        }
        if (Math.abs(ours.calibration()) > CALIBRATION_LIMIT) {
            alarms.add(String.format(
                    Locale.ROOT,
                    "The model expected %.0f%% of what was open to be paid within the weeks judged; %.0f%% were.",
                    100 * ours.expectedPaid(),
                    100 * ours.paid()));
        }
        metrics.add(new Metric("psi_score", null, drift.score(), null, drift.invoices()));
        drift.features().stream()
                .filter(shift -> shift.psi() > PSI_TOLD)
                .forEach(shift -> metrics.add(new Metric(
                        "psi_" + shift.feature().toLowerCase(Locale.ROOT), null, shift.psi(), null, drift.invoices())));
        if (drift.score() > Drift.LIMIT) {
            alarms.add(String.format(
                    Locale.ROOT,
                    "Invoices of the last four weeks are not like those the model learned from: stability index %.2f, limit"
                            + " %.2f.",
                    drift.score(),
                    Drift.LIMIT));
        }
        cash(day, judged, metrics, alarms);
        return new Watch(model, role, from, loses, compared, metrics, alarms);
    }

    /** The figures of a model and its baseline without alarms; of a challenger that was judged. */
    static List<Metric> figures(Figures ours, Figures baseline) {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(new Metric("week_error", null, ours.weekError(), baseline.weekError(), ours.decided()));
        metrics.add(new Metric("calibration", null, ours.calibration(), baseline.calibration(), ours.decided()));
        new TreeMap<>(ours.cash()).forEach((currency, cash) -> {
            Figures.Cash other = baseline.cash().get(currency);
            if (Double.isFinite(cash.wape())) {
                metrics.add(new Metric(
                        "wape_open_items", currency, cash.wape(), other == null ? null : other.wape(), cash.weeks()));
            }
            metrics.add(new Metric(
                    "coverage_open_items",
                    currency,
                    cash.coverage(),
                    other == null ? null : other.coverage(),
                    cash.weeks()));
        });
        return metrics;
    }

    private static void cash(
            LocalDate day, List<ForecastVsActual.Judged> judged, List<Metric> metrics, List<String> alarms) {
        TreeMap<String, List<ForecastVsActual.Judged>> byCurrency = new TreeMap<>();
        judged.forEach(one -> byCurrency
                .computeIfAbsent(one.currency(), currency -> new ArrayList<>())
                .add(one));
        byCurrency.forEach((currency, rows) -> {
            List<ForecastVsActual.Judged> fourAhead = rows.stream()
                    .filter(row ->
                            row.ahead() == WAPE_WEEKS_AHEAD && row.weekStart().isAfter(day.minusDays(7L * WAPE_WEEKS)))
                    .toList();
            double ours = wape(fourAhead, false);
            double naive = wape(fourAhead, true);
            if (Double.isFinite(ours)) {
                metrics.add(
                        new Metric("wape", currency, ours, Double.isFinite(naive) ? naive : null, fourAhead.size()));
            }
            if (naive <= ours && fourAhead.size() >= WAPE_WEEKS_AHEAD) {
                alarms.add(String.format(
                        Locale.ROOT,
                        "Four weeks ahead the forecast in %s was off by %.1f%% of the cash that came, the best naive method"
                                + " by %.1f%%.",
                        currency,
                        100 * ours,
                        100 * naive));
            }
            coverage(day, currency, rows, metrics, alarms);
        });
    }

    private static void coverage(
            LocalDate day,
            String currency,
            List<ForecastVsActual.Judged> rows,
            List<Metric> metrics,
            List<String> alarms) {
        int outside = 0;
        for (int back = 1; back <= COVERAGE_WEEKS; back++) {
            LocalDate start = day.minusDays(7L * back - 1);
            List<ForecastVsActual.Judged> week =
                    rows.stream().filter(row -> row.weekStart().equals(start)).toList();
            double share = inside(week);
            outside += week.size() >= 4 && (share < COVERAGE_MIN || share > COVERAGE_MAX) ? 1 : 0;
        }
        metrics.add(new Metric("coverage", currency, inside(rows), null, rows.size()));
        if (outside == COVERAGE_WEEKS && (inside(rows) < COVERAGE_MIN || inside(rows) > COVERAGE_MAX)) {
            alarms.add(String.format(
                    Locale.ROOT,
                    "Three weeks in a row fewer than 70%% or more than 90%% of the forecasts in %s had the cash within their"
                            + " band; of all that are over it was %.0f%%.",
                    currency,
                    100 * inside(rows)));
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    private static double inside(List<ForecastVsActual.Judged> rows) {
        return (double) rows.stream().filter(ForecastVsActual.Judged::inside).count() / rows.size();
    }

    /** Not a number where nothing came or a naive figure is missing. */
    private static double wape(List<ForecastVsActual.Judged> rows, boolean naive) {
        BigDecimal off = BigDecimal.ZERO;
        BigDecimal came = BigDecimal.ZERO;
        for (ForecastVsActual.Judged row : rows) {
            BigDecimal said = naive ? row.naive() : row.p50();
            if (said == null) {
                return Double.NaN;
            }
            off = off.add(said.subtract(row.actual()).abs());
            came = came.add(row.actual());
        }
        return came.signum() == 0 ? Double.NaN : off.doubleValue() / came.doubleValue();
    }
}
