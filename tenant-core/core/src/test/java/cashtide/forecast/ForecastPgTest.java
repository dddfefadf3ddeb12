package cashtide.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.fixture.Book;
import cashtide.fixture.Given;
import cashtide.fixture.Inbox;
import cashtide.fixture.TestDatabase;
import cashtide.forecast.Forecast.Scenario;
import cashtide.score.FoldScores;
import cashtide.tenant.Actor;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForecastPgTest {

    private static final TestDatabase database = TestDatabase.fresh();
    private static int tenants;

    private final ForecastQuery query = new ForecastQuery();
    private Given given;
    private Actor acme;
    private Book book;
    private Inbox inbox;
    private UUID customer;

    @BeforeEach
    void acmeWithACustomer() {
        given = Given.in(database);
        acme = given.sandbox("acme-" + ++tenants, "2026-11-17");
        book = new Book(given.tenants(), acme);
        inbox = new Inbox(database, acme);
        customer = book.customer("Nordwind");
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void theLastRunOfADayIsTheForecastOfThatDay() {
        forecast("2026-11-17", 100_00);
        forecast("2026-11-17", 120_00);
        assertThat(asOf("2026-11-17").weeks()).hasSize(13);
        assertThat(asOf("2026-11-17").weeks().getFirst().cash())
                .isEqualTo(new Forecast.Quantiles(60_00, 120_00, 180_00));
        assertThat(asOf("2026-12-24").asOf()).isEqualTo("2026-11-17");
        Optional<Forecast> before = book.read(tx -> query.asOf(tx, LocalDate.parse("2026-11-16"), "EUR", Scenario.ALL));
        assertThat(before).isEmpty();
    }

    @Test
    void aForecastMadeOnItsDayGoesBeforeOneRehearsedLater() {
        forecast("2026-10-20", 100_00);
        forecast("2026-10-20", 500_00, "{\"rehearsed\":true}");
        forecast("2026-10-27", 300_00, "{\"rehearsed\":true}");
        forecast("2026-11-17", 100_00);
        assertThat(asOf("2026-10-20").rehearsed()).isFalse();
        assertThat(asOf("2026-10-20").weeks().getFirst().cash().p50Minor()).isEqualTo(100_00);
        assertThat(asOf("2026-10-27").rehearsed()).isTrue();
        assertThat(asOf("2026-11-17").past().getLast().madeFourWeeksBefore())
                .isEqualTo(new Forecast.Quantiles(50_00, 100_00, 150_00));
    }

    @Test
    void aForecastWaitsInTheInboxUntilAllItsWeeksHaveArrived() {
        UUID run = inbox.run();
        inbox.forecastRun(run, "2026-11-17", 2, "{}");
        inbox.week(run, "2026-11-17", "EUR", 0, 1, 2, 3);
        assertThat(folded()).isEqualTo(new FoldForecasts.Folded(0, 0));
        inbox.week(run, "2026-11-17", "EUR", 1, 1, 2, 3);
        assertThat(folded()).isEqualTo(new FoldForecasts.Folded(1, 2));
        assertThat(folded()).isEqualTo(new FoldForecasts.Folded(0, 0));
    }

    @Test
    void cashOfWhatIsInvoicedAlreadyIsAScenarioOfItsOwn() {
        split("2026-11-10", 100_00, 30_00);
        split("2026-11-17", 120_00, 50_00);
        book.payment(customer, 90_00, "EUR", "2026-11-11");
        Forecast all = asOf("2026-11-17");
        Forecast invoiced = asOf("2026-11-17", Scenario.INVOICED);
        assertThat(all.weeks().getFirst().cash()).isEqualTo(new Forecast.Quantiles(60_00, 120_00, 180_00));
        assertThat(all.weeks().getFirst().newBusinessMinor()).isEqualTo(50_00);
        assertThat(invoiced.weeks().getFirst().cash()).isEqualTo(new Forecast.Quantiles(60_00, 70_00, 80_00));
        assertThat(invoiced.weeks().getFirst().newBusinessMinor()).isZero();
        assertThat(invoiced.weeks().getFirst().previousP50Minor()).isEqualTo(70_00);
        assertThat(invoiced.horizons().getFirst().cash()).isEqualTo(new Forecast.Quantiles(60_00, 70_00, 80_00));
        assertThat(all.horizons().getFirst().change())
                .as("more of what is still to be invoiced, no more of what is")
                .isEqualTo(new Forecast.Change(0, 0, 0, 20_00));
        assertThat(invoiced.horizons().getFirst().change()).isEqualTo(new Forecast.Change(0, 0, 0, 0));
        assertThat(invoiced.past().getLast().actualMinor()).isEqualTo(90_00);
        assertThat(invoiced.past())
                .as("what came in was partly invoiced later: no forecast of the invoiced alone stands beside it")
                .allMatch(week -> week.madeOneWeekBefore() == null && week.madeFourWeeksBefore() == null);
    }

    @Test
    void aForecastThatWasMadeIsNeverChanged() {
        forecast("2026-11-17", 100_00);
        assertThatThrownBy(() -> book.settings("update forecast_point set p50_minor = 1"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void actualCashStandsBesideWhatWasForecastFourWeeksBeforeAndTheErrorsAddUp() {
        forecast("2026-10-20", 100_00);
        forecast("2026-10-27", 100_00);
        forecast("2026-11-17", 100_00);
        book.payment(customer, 90_00, "EUR", "2026-11-11");
        book.payment(customer, 10_00, "EUR", "2026-11-17");
        book.payment(customer, 5_00, "USD", "2026-11-12");
        Forecast forecast = asOf("2026-11-17");
        Forecast.PastWeek last = forecast.past().getLast();
        assertThat(last.start()).isEqualTo("2026-11-11");
        assertThat(last.actualMinor()).isEqualTo(100_00);
        assertThat(last.madeFourWeeksBefore()).isEqualTo(new Forecast.Quantiles(50_00, 100_00, 150_00));
        assertThat(forecast.past()).hasSize(12);
        book.payment(customer, 20_00, "EUR", "2026-11-16");
        ForecastQuery.Accuracy accuracy = book.read(tx -> query.accuracy(tx, asOf("2026-11-17")));
        assertThat(accuracy.wapePercent()).isEqualByComparingTo("16.7");
        assertThat(accuracy.weeks()).isEqualTo(1);
        assertThat(accuracy.coveragePercent()).isEqualTo(100);
        assertThat(accuracy.baselineName()).isEqualTo("mean delay");
        assertThat(accuracy.baselinePercent()).isEqualByComparingTo("13.6");
    }

    @Test
    void whatBouncedHadComeInItsWeekAndWhatAnUndoneImportBroughtHadNot() {
        forecast("2026-11-10", 100_00);
        forecast("2026-11-17", 100_00);
        book.payment(customer, 90_00, "EUR", "2026-11-11");
        book.payment(customer, 40_00, "EUR", "2026-11-12");
        book.settings("""
                insert into import_run (tenant_id, id, source, file_name, status, actor_id, actor_name)
                select tenant_id, '00000000-0000-7000-8000-000000000001', 'ui', 'x.zip', 'undone', tenant_id, 'A' from tenant""");
        book.settings("update payment set reversed_on = '2026-11-16' where amount_minor = 9000");
        book.settings(
                "update payment set reversed_on = '2026-11-16', import_run_id = '00000000-0000-7000-8000-000000000001'"
                        + " where amount_minor = 4000");
        assertThat(asOf("2026-11-17").past().getLast().actualMinor()).isEqualTo(90_00);
        assertThat(asOf("2026-11-10").weeks().getFirst().actualMinor()).isEqualTo(90_00);
        assertThat(new ForecastQuality(given.tenants())
                        .byWeeksAhead(acme, Currency.getInstance("EUR"))
                        .getFirst()
                        .wapePercent())
                .isEqualByComparingTo("11.1");
    }

    @Test
    void forecastsAreJudgedByHowFarAheadTheyWereMadeAndBesideTheObviousGuess() {
        ForecastQuality quality = new ForecastQuality(given.tenants());
        assertThat(quality.byWeeksAhead(acme, Currency.getInstance("EUR"))).isEmpty();
        assertThat(quality.versus(acme)).isEmpty();
        forecast("2026-11-03", 100_00, "{\"rehearsed\":true}");
        forecast("2026-11-10", 100_00);
        forecast(
                "2026-11-17",
                100_00,
                "{\"EUR\":{\"wape\":0.121,\"baseline\":\"due date\",\"baseline_wape\":0.15,\"weeks\":13}}");
        book.payment(customer, 90_00, "EUR", "2026-11-11");
        book.payment(customer, 300_00, "EUR", "2026-11-05");
        // The week from the 4th: 300 against 100; the week from the 11th: 90 against 100, forecast twice.
        assertThat(quality.byWeeksAhead(acme, Currency.getInstance("EUR")))
                .containsExactly(
                        new ForecastQuality.Ahead(1, 2, new BigDecimal("53.8"), 1),
                        new ForecastQuality.Ahead(2, 1, new BigDecimal("11.1"), 1));
        assertThat(quality.versus(acme))
                .containsExactly(new ForecastQuality.Versus(
                        "EUR", new BigDecimal("12.1"), "due date", new BigDecimal("15.0"), 13));
        assertThat(quality.versus(acme).getFirst().baselineWins()).isFalse();
        assertThat(quality.models(acme, 10))
                .extracting(ForecastQuality.ModelUse::rehearsed)
                .containsExactly(1);
        List<ForecastQuality.ModelUse> all =
                given.tenants().inTx(acme, tx -> ForecastQuality.models(tx).toList());
        assertThat(all).isEqualTo(quality.models(acme, 10));
    }

    @Test
    void theNewestReportSaysWhichModelStandsAndWhatItsReviewFound() {
        ForecastQuality quality = new ForecastQuality(given.tenants());
        assertThat(quality.standing(acme)).isEmpty();
        inbox.watch("2026-11-10", "{}");
        inbox.watch("2026-11-17", """
                {"baseline": "customer's last delays", "champion": {"model": "b", "trained_until": "2026-11-03"},
                 "former": ["a"], "decisions": [{"on": "2026-11-17", "text": "b is shown."}],
                 "review": {"on": "2026-11-17", "model": "past", "role": "rehearsed", "from": "2026-09-23",
                   "alarms": ["Three weeks in a row"],
                   "figures": [{"metric": "wape", "currency": "EUR", "value": 0.12, "baseline": 0.15, "count": 12},
                               {"metric": "psi_score", "currency": null, "value": 0.31, "baseline": null, "count": 90}]}}""");
        assertThat(quality.standing(acme))
                .contains(new ModelStanding(
                        LocalDate.parse("2026-11-17"),
                        false,
                        "customer's last delays",
                        new ModelStanding.Model("b", LocalDate.parse("2026-11-03")),
                        null,
                        List.of("a"),
                        List.of(new ModelStanding.Decision(LocalDate.parse("2026-11-17"), "b is shown.")),
                        new ModelStanding.Review(
                                LocalDate.parse("2026-11-17"),
                                "past",
                                true,
                                LocalDate.parse("2026-09-23"),
                                List.of(
                                        new ModelStanding.Figure("wape", "EUR", 0.12, 0.15, 12),
                                        new ModelStanding.Figure("psi_score", null, 0.31, null, 90)),
                                List.of("Three weeks in a row"))));
        assertThat(quality.models(acme, 10)).as("a report is no use of a model").isEmpty();
    }

    @Test
    void aForecastOfThePastIsSeenComingTrue() {
        forecast("2026-10-20", 100_00);
        book.payment(customer, 70_00, "EUR", "2026-10-22");
        Forecast past = asOf("2026-10-20");
        assertThat(past.weeks().get(0).actualMinor()).isEqualTo(70_00);
        assertThat(past.weeks().get(1).actualMinor()).isZero();
        assertThat(past.weeks().get(4).actualMinor()).as("not over").isNull();
    }

    @Test
    void theNextThirtyDaysChangeBySoMuchSinceTheForecastBefore() {
        forecast("2026-11-16", 100_00);
        forecast("2026-11-17", 107_00);
        assertThat(asOf("2026-11-17").previousAsOf()).isEqualTo("2026-11-16");
        assertThat(asOf("2026-11-17").horizons())
                .extracting(horizon -> horizon.days() + " days: "
                        + Objects.requireNonNull(horizon.change()).minor())
                .containsExactly("7 days: 700", "30 days: 3000", "90 days: 9000");
    }

    @Test
    void theItemsBehindABarAreTheirResidualsTimesTheirChanceInThatWeek() {
        Book.Item large = book.invoice(customer, 1_000_00, "2026-12-01");
        Book.Item small = book.invoice(customer, 100_00, "2026-12-01");
        Book.Item dollars = book.invoice(customer, 700_00, "USD", "2026-12-01", null);
        UUID run = inbox.run();
        inbox.score(run, large.invoice(), 0.4, "2026-12-05", 0.1, 0.3);
        inbox.score(run, small.invoice(), 0.4, "2026-12-05", 0.9, 0.0);
        inbox.score(run, dollars.invoice(), 0.4, "2026-12-05", 0.9, 0.1);
        inbox.riskRun(run, "2026-11-17", 3);
        given.tenants().run(acme, new FoldScores()::fold);
        forecast("2026-11-17", 190_00);
        var behind = book.read(tx -> query.behind(tx, asOf("2026-11-17"), 0, 0, 10));
        assertThat(behind)
                .extracting(row -> row.document() + " " + row.expected())
                .containsExactly(large.number() + " 100.00 EUR", small.number() + " 90.00 EUR");
        ForecastQuery.ItemsTotal total = book.read(tx -> query.behindTotal(tx, asOf("2026-11-17"), 0));
        assertThat(total.items()).isEqualTo(2);
        assertThat(total.expected().minor()).isEqualTo(190_00);
    }

    @Test
    void receivablesOfAPastDayAreWhatWasOpenThen() {
        book.invoice(customer, 100_00, "2026-12-10");
        Book.Item disputed = book.invoice(customer, 50_00, "2026-11-01");
        book.dispute(disputed, 20_00, "2026-11-10", "2026-11-20");
        book.invoice(customer, -5_00, "2026-11-20");
        var now = receivables("2026-11-17");
        assertThat(now.notDue().minor()).isEqualTo(100_00);
        assertThat(now.overdue().minor()).isEqualTo(30_00);
        assertThat(now.disputed().minor()).isEqualTo(20_00);
        assertThat(now.total().minor()).isEqualTo(150_00);
        assertThat(now.credits().minor()).isEqualTo(5_00);
        var earlier = receivables("2026-11-01");
        assertThat(earlier.total().minor()).as("issued on the 10th of November").isEqualTo(50_00);
        assertThat(earlier.notDue().minor()).isEqualTo(50_00);
    }

    private ReceivablesQuery.Receivables receivables(String day) {
        return book.read(tx -> new ReceivablesQuery().asOf(tx, LocalDate.parse(day), "EUR"));
    }

    private void forecast(String asOf, long p50) {
        forecast(asOf, p50, "{\"baseline\":\"mean delay\",\"baseline_wape\":0.136,\"wape\":0.091}");
    }

    private void forecast(String asOf, long p50, String metrics) {
        UUID run = inbox.run();
        for (int week = 0; week < 13; week++) {
            inbox.week(run, asOf, "EUR", week, p50 / 2, p50, p50 + p50 / 2);
        }
        inbox.forecastRun(run, asOf, 13, metrics);
        folded();
    }

    private void split(String asOf, long p50, long coming) {
        UUID run = inbox.run();
        for (int week = 0; week < 13; week++) {
            inbox.week(run, asOf, "EUR", week, p50 / 2, p50, p50 + p50 / 2, coming);
        }
        inbox.forecastRun(run, asOf, 13, "{}");
        folded();
    }

    private FoldForecasts.Folded folded() {
        return book.read(new FoldForecasts()::fold);
    }

    private Forecast asOf(String day) {
        return asOf(day, Scenario.ALL);
    }

    private Forecast asOf(String day, Scenario scenario) {
        return book.read(tx -> query.asOf(tx, LocalDate.parse(day), "EUR", scenario))
                .orElseThrow();
    }
}
