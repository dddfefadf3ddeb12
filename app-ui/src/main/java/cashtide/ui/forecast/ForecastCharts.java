package cashtide.ui.forecast;

import cashtide.forecast.Forecast;
import cashtide.forecast.Forecast.Scenario;
import cashtide.money.Money;
import cashtide.ui.component.CashChart;
import cashtide.ui.component.ChartCard;
import cashtide.ui.component.Figures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The two charts of a forecast, drawn in thousands, each with its table. */
final class ForecastCharts {

    private final Figures figures;
    private final Forecast forecast;

    ForecastCharts(Figures figures, Forecast forecast) {
        this.figures = figures;
        this.forecast = forecast;
    }

    /** Actual cash over past forecasts, then P50 with its band. */
    ChartCard fan(IntConsumer weekSelected) {
        int past = forecast.past().size();
        String asOf = day(forecast.asOf());
        String previous = "Forecast of " + day(forecast.asOf().minusDays(7));
        CashChart.Fan model = new CashChart.Fan(
                "Cash per week: " + past + " weeks of actual cash beside the forecast made four weeks before, and "
                        + forecast.weeks().size() + " weeks of forecast with a band from P10 to P90",
                figures.locale().toLanguageTag(),
                labels(),
                amounts(week -> thousand(week.actualMinor()), week -> thousand(week.actualMinor())),
                amounts(week -> null, week -> thousand(week.cash().p10Minor())),
                amounts(week -> null, week -> thousand(week.cash().p50Minor())),
                amounts(week -> null, week -> thousand(week.cash().p90Minor())),
                amounts(before(Forecast.Quantiles::p10Minor), week -> null),
                amounts(before(Forecast.Quantiles::p50Minor), week -> null),
                amounts(before(Forecast.Quantiles::p90Minor), week -> null),
                amounts(week -> null, week -> thousand(week.previousP50Minor())),
                previous,
                past,
                "As of " + asOf);
        List<List<String>> rows = new ArrayList<>();
        for (Forecast.PastWeek week : forecast.past()) {
            Forecast.Quantiles made = week.madeFourWeeksBefore();
            rows.add(List.of(
                    Figures.date(week.start()),
                    whole(week.actualMinor()),
                    made == null ? "" : whole(made.p50Minor()),
                    made == null ? "" : whole(made.p10Minor()) + " to " + whole(made.p90Minor()),
                    ""));
        }
        for (Forecast.Week week : forecast.weeks()) {
            rows.add(List.of(
                    Figures.date(week.start()),
                    week.actualMinor() == null ? "" : whole(week.actualMinor()),
                    whole(week.cash().p50Minor()),
                    whole(week.cash().p10Minor()) + " to " + whole(week.cash().p90Minor()),
                    week.previousP50Minor() == null ? "" : whole(week.previousP50Minor())));
        }
        return new ChartCard(
                "Cash per week",
                forecast.currency() + " thousand, as of " + asOf
                        + (forecast.rehearsed() ? ", made afterwards from what was known then" : "") + part(),
                legend(previous),
                CashChart.fan(model, 330).onWeek(index -> weekSelected.accept(index - past)),
                List.of("Week from", "Actual", "P50", "P10 to P90", previous),
                rows);
    }

    /** Only what is drawn: a key without its mark makes people look for it. */
    private List<ChartCard.Key> legend(String previous) {
        List<ChartCard.Key> legend = new ArrayList<>(List.of(
                new ChartCard.Key("actual", "Actual"),
                new ChartCard.Key("p50", "P50"),
                new ChartCard.Key("band", "P10 to P90")));
        if (forecast.weeks().stream().anyMatch(week -> week.previousP50Minor() != null)) {
            legend.add(new ChartCard.Key("previous", previous));
        }
        if (forecast.past().stream().anyMatch(week -> week.madeFourWeeksBefore() != null)) {
            legend.add(new ChartCard.Key("past", "Made 4 weeks before"));
        }
        return legend;
    }

    /** What each week is made of, from certain to uncertain. */
    ChartCard drivers(IntConsumer weekSelected) {
        List<String> names = List.of("Promised", "Open items", "Disputed", "Not yet invoiced");
        CashChart.Drivers model = new CashChart.Drivers(
                "Cash expected in each of " + forecast.weeks().size()
                        + " weeks by driver, with P10 to P90 beside each bar",
                figures.locale().toLanguageTag(),
                forecast.weeks().stream().map(week -> day(week.start())).toList(),
                names,
                List.of(
                        each(Forecast.Week::promisedMinor),
                        each(Forecast.Week::openItemsMinor),
                        each(Forecast.Week::disputedMinor),
                        each(Forecast.Week::newBusinessMinor)),
                each(week -> week.cash().p10Minor()),
                each(week -> week.cash().p50Minor()),
                each(week -> week.cash().p90Minor()));
        List<List<String>> rows = forecast.weeks().stream()
                .map(week -> List.of(
                        Figures.date(week.start()),
                        whole(week.promisedMinor()),
                        whole(week.openItemsMinor()),
                        whole(week.disputedMinor()),
                        whole(week.newBusinessMinor()),
                        whole(week.cash().p50Minor()),
                        whole(week.cash().p10Minor()) + " to "
                                + whole(week.cash().p90Minor())))
                .toList();
        List<ChartCard.Key> keys = new ArrayList<>(List.of(
                new ChartCard.Key("promised", "Promised"),
                new ChartCard.Key("open", "Open items"),
                new ChartCard.Key("disputed", "Disputed")));
        if (forecast.scenario() == Scenario.ALL) {
            keys.add(new ChartCard.Key("hatched", "Not yet invoiced"));
        }
        keys.add(new ChartCard.Key("whisker", "P10 to P90"));
        return new ChartCard(
                forecast.weeks().size() + " weeks by driver",
                forecast.currency() + " thousand" + part(),
                keys,
                CashChart.drivers(model, 222).onWeek(weekSelected),
                List.of("Week from", "Promised", "Open items", "Disputed", "Not yet invoiced", "P50", "P10 to P90"),
                rows);
    }

    /** Which part of the cash is drawn. */
    private String part() {
        return forecast.scenario() == Scenario.ALL ? "" : ", of what is invoiced already";
    }

    private List<String> labels() {
        List<String> all = new ArrayList<>();
        forecast.past().forEach(week -> all.add(day(week.start())));
        forecast.weeks().forEach(week -> all.add(day(week.start())));
        return all;
    }

    private List<@Nullable Double> amounts(
            Function<Forecast.PastWeek, @Nullable Double> past, Function<Forecast.Week, @Nullable Double> ahead) {
        List<@Nullable Double> all = new ArrayList<>();
        for (Forecast.PastWeek week : forecast.past()) {
            all.add(past.apply(week));
        }
        for (Forecast.Week week : forecast.weeks()) {
            all.add(ahead.apply(week));
        }
        return all;
    }

    private Function<Forecast.PastWeek, @Nullable Double> before(ToLongFunction<Forecast.Quantiles> quantile) {
        return week -> {
            Forecast.Quantiles made = week.madeFourWeeksBefore();
            return made == null ? null : thousand(quantile.applyAsLong(made));
        };
    }

    private List<Double> each(ToLongFunction<Forecast.Week> part) {
        List<Double> amounts = new ArrayList<>();
        for (Forecast.Week week : forecast.weeks()) {
            amounts.add(scaled(part.applyAsLong(week)));
        }
        return amounts;
    }

    private @Nullable Double thousand(@Nullable Long minor) {
        return minor == null ? null : scaled(minor);
    }

    private double scaled(long minor) {
        return forecast.money(minor).major().movePointLeft(3).doubleValue();
    }

    private String whole(long minor) {
        return figures.whole(Money.of(minor, forecast.currency()));
    }

    private String day(LocalDate date) {
        return Figures.shortDate(date, forecast.asOf());
    }
}
