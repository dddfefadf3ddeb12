package cashtide.jobs.backtest;

import cashtide.ml.cash.CashCell;
import cashtide.ml.cash.CashForecaster;
import cashtide.ml.cash.NaiveCash;
import cashtide.ml.evaluation.CashJudged;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weekly forecasts from the cut on, as long as their eight weeks have come true, beside what came. */
final class CashBacktest {

    static final int WEEKS = 8;
    private static final int AS_OF_DAYS_MAX = 13;

    /** A forecast's week. */
    record Line(LocalDate asOf, CashCell cell) {}

    private final List<Line> lines = new ArrayList<>();
    private final List<CashJudged> judged = new ArrayList<>();
    private final Map<String, List<CashJudged>> naive = new LinkedHashMap<>();

    private CashBacktest() {}

    static CashBacktest run(CashForecaster forecaster, History history, LocalDate cut, LocalDate lastDay) {
        CashBacktest backtest = new CashBacktest();
        for (int week = 0; week < AS_OF_DAYS_MAX; week++) {
            LocalDate day = cut.plusWeeks(week);
            if (day.plusWeeks(WEEKS).isAfter(lastDay)) {
                break;
            }
            backtest.add(forecaster, history, day);
        }
        return backtest;
    }

    private void add(CashForecaster forecaster, History history, LocalDate day) {
        AsOf asOf = AsOf.endOf(day, history.zone());
        Map<String, List<Double>> came = CashForecaster.came(history, asOf, WEEKS);
        for (CashCell cell : forecaster.forecast(asOf, WEEKS).weekly()) {
            lines.add(new Line(day, cell));
            int horizon = horizon(asOf, cell.from());
            judged.add(new CashJudged(
                    cell.currency(),
                    horizon,
                    cell.p10(),
                    cell.p50(),
                    cell.p90(),
                    of(came, cell.currency()).get(horizon)));
        }
        for (NaiveCash one : forecaster.naive(asOf, WEEKS)) {
            int horizon = horizon(asOf, one.from());
            double expected = one.expected();
            naive.computeIfAbsent(one.method(), method -> new ArrayList<>())
                    .add(new CashJudged(
                            one.currency(),
                            horizon,
                            expected,
                            expected,
                            expected,
                            of(came, one.currency()).get(horizon)));
        }
    }

    private static int horizon(AsOf asOf, LocalDate from) {
        return (int) (ChronoUnit.DAYS.between(asOf.day(), from) / 7);
    }

    private static List<Double> of(Map<String, List<Double>> came, String currency) {
        return came.getOrDefault(currency, Collections.nCopies(WEEKS, 0.0));
    }

    List<Line> lines() {
        return Collections.unmodifiableList(lines);
    }

    List<CashJudged> judged() {
        return Collections.unmodifiableList(judged);
    }

    /** By the method's name. */
    Map<String, List<CashJudged>> naive() {
        return Collections.unmodifiableMap(naive);
    }
}
