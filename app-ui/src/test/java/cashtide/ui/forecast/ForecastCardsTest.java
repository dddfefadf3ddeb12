package cashtide.ui.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.forecast.Forecast;
import cashtide.forecast.ReceivablesQuery;
import cashtide.money.Money;
import cashtide.ui.component.Figures;
import com.vaadin.flow.dom.Element;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ForecastCardsTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-23");

    @Test
    void theFirstForecastHasChangedFromNothing() {
        assertThat(changes(null, null)).contains("This is the first forecast.");
    }

    @Test
    void whatChangedIsToldByPartsThatSumToTheWholeWithWhatWasBooked() {
        assertThat(changes(DAY.minusDays(7), new Forecast.Change(-5_700_00, 2_900_00, 1_300_00, 200_00)))
                .contains("What changed since 16 Nov")
                .containsSubsequence(
                        "Open items",
                        "issued 1,900",
                        "\u22125,700",
                        "Promised",
                        "nothing booked since",
                        "+2,900",
                        "Disputed",
                        "+1,300",
                        "Not yet invoiced",
                        "+200",
                        "Next 30 days, P50",
                        "\u22121,300");
    }

    @Test
    void eachPartOfTheReceivablesOpensItsList() {
        assertThat(links(DAY))
                .containsExactly(
                        "open-items?asof=2026-11-23&currency=EUR&state=not_due",
                        "open-items?asof=2026-11-23&currency=EUR&state=overdue",
                        "open-items?asof=2026-11-23&currency=EUR&state=disputed",
                        "open-items?asof=2026-11-23&currency=EUR&state=credit",
                        "unapplied-cash?payer=known&currency=EUR",
                        "aging?asof=2026-11-23");
        assertThat(links(DAY.plusDays(1)))
                .as("what was unapplied on an earlier day is a figure only")
                .hasSize(5)
                .noneMatch(link -> link.startsWith("unapplied-cash"));
    }

    private static List<String> links(LocalDate today) {
        Money some = Money.of(1_00, "EUR");
        ReceivablesQuery.Receivables parts =
                new ReceivablesQuery.Receivables(DAY, some, some, some, Money.of(3_00, "EUR"), some, some);
        return new ForecastCards(new Figures(Locale.UK), forecast(null, null))
                .receivables(parts, today)
                .getElement()
                .getChildren()
                .flatMap(ForecastCardsTest::withDescendants)
                .map(element -> element.getAttribute("href"))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Stream<Element> withDescendants(Element element) {
        return Stream.concat(Stream.of(element), element.getChildren().flatMap(ForecastCardsTest::withDescendants));
    }

    private static String changes(@Nullable LocalDate previous, Forecast.@Nullable Change change) {
        ReceivablesQuery.Change issued = new ReceivablesQuery.Change(
                ReceivablesQuery.Event.INVOICES_ISSUED, 3, "Nord AG", "C1", Money.of(1_900_00, "EUR"));
        return new ForecastCards(new Figures(Locale.UK), forecast(previous, change))
                .changes(List.of(issued))
                .getElement()
                .getTextRecursively();
    }

    private static Forecast forecast(@Nullable LocalDate previous, Forecast.@Nullable Change change) {
        Forecast.Quantiles cash = new Forecast.Quantiles(1, 2, 3);
        return new Forecast(
                UUID.randomUUID(),
                DAY,
                "EUR",
                Forecast.Scenario.ALL,
                "model",
                false,
                false,
                Instant.EPOCH,
                previous,
                List.of(),
                List.of(),
                List.of(new Forecast.Horizon(30, DAY.plusDays(30), cash, change)));
    }
}
