package cashtide.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.app.fixture.Api;
import cashtide.app.fixture.Chromium;
import cashtide.app.fixture.RunningApp;
import cashtide.app.identity.TenantRole;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A bank's feed books what came in, over the API of the running app. */
final class PaymentsStoryTest {

    private static final String APPLY = "[aria-label='Apply what is unapplied of B31']";

    private static RunningApp app;
    private static Api api;

    @BeforeAll
    static void customersWithInvoices() throws Exception {
        app = RunningApp.start();
        app.tenant("acme", "Acme", "#0b5f8f", "#6cb8e8", LocalDate.parse("2026-03-31"));
        app.person("acme", "ada.rau", "Ada", "Rau", TenantRole.AR_CLERK);
        app.person("acme", "jan.weber", "Jan", "Weber", TenantRole.COLLECTOR);
        api = Api.of(app, "acme");
        api.imported(Map.of(
                "customers.csv",
                "customer_number,name,currency\nC1,Nord AG,EUR\nC2,Sued AG,EUR\nC3,West AG,EUR\nC4,Ost AG,EUR\nC5,Mitte AG,EUR\n",
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,due_date,currency,amount\n"
                        + "R1,C1,2026-02-01,2026-03-03,EUR,100.00\nR2,C1,2026-02-01,2026-03-04,EUR,50.00\n"
                        + "R3,C1,2026-02-01,2026-03-05,EUR,70.00\nR9,C2,2026-02-01,2026-03-05,EUR,70.00\n"
                        + "R31,C3,2026-02-01,2026-03-03,EUR,100.00\nR32,C3,2026-02-01,2026-03-04,EUR,50.00\n"
                        + "R41,C4,2026-02-01,2026-03-03,EUR,100.00\n"));
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
        }
    }

    @Test
    void aPaymentPaysTheInvoicesThatItsReferenceNamesAndTheRestIsUnapplied() throws IOException {
        String body = payment("B1", "C1", 16_000, "r2, R1 danke");
        Api.Answer received = api.send("POST", "/api/v1/payments", body, "Idempotency-Key: b1");
        assertThat(received.status()).as(received.body()).isEqualTo(201);
        assertThat(received.json().path("unappliedMinor").asLong()).isEqualTo(1_000);
        assertThat(uses(received.json())).isEqualTo("R1 10000, R2 5000");
        assertThat(api.send("POST", "/api/v1/payments", body, "Idempotency-Key: b1"))
                .as("sent again")
                .isEqualTo(received);
        Api.Answer twice = api.send("POST", "/api/v1/payments", body);
        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.code()).isEqualTo("PAYMENT_NUMBER_TAKEN");

        String path = "/api/v1/payments/" + received.json().path("id").asText();
        String tooMuch = "{\"lines\":[{\"invoiceNumber\":\"R3\",\"amountMinor\":1001}]}";
        assertThat(api.send("POST", path + "/applications", tooMuch).code()).isEqualTo("CASHAPP_OVERAPPLIED");
        String another = "{\"lines\":[{\"invoiceNumber\":\"R9\",\"amountMinor\":1000}]}";
        assertThat(api.send("POST", path + "/applications", another).code()).isEqualTo("CASHAPP_OTHER_CUSTOMER");
        Api.Answer applied = api.send("POST", path + "/applications", tooMuch.replace("1001", "1000"));
        assertThat(applied.json().path("unappliedMinor").asLong())
                .as(applied.body())
                .isZero();
        assertThat(uses(applied.json())).isEqualTo("R1 10000, R2 5000, R3 1000");

        String first = applied.json().path("applications").get(0).path("id").asText();
        Api.Answer back = api.send("DELETE", path + "/applications/" + first, "", "Idempotency-Key: b1-back");
        assertThat(uses(back.json())).as(back.body()).isEqualTo("R2 5000, R3 1000");
        assertThat(api.send("DELETE", path + "/applications/" + first, "", "Idempotency-Key: b1-back"))
                .isEqualTo(back);
        assertThat(api.send("DELETE", path + "/applications/" + first, "").code())
                .isEqualTo("CASHAPP_APPLICATION_REVERSED");

        Api.Answer reversed = api.send("POST", path + "/reverse", "{\"reason\":\"AC04 account closed\"}");
        assertThat(reversed.status()).as(reversed.body()).isEqualTo(200);
        assertThat(reversed.json().path("reversedOn").asText()).isEqualTo("2026-03-31");
        assertThat(uses(reversed.json())).isEmpty();
        assertThat(api.send("GET", "/api/v1/payments?number=B1", "")).isEqualTo(reversed);
        assertThat(openMinor("C1")).as("all is owed again").isEqualTo(22_000);
    }

    @Test
    void aClerkAppliesUnappliedCashOnTheCustomersPageAndTakesItBack() throws IOException {
        Chromium.assumeThere();
        Api.Answer received = api.send("POST", "/api/v1/payments", payment("B31", "C3", 12_000, "no number"));
        assertThat(received.json().path("unappliedMinor").asLong()).isEqualTo(12_000);
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.signedIn(app.address("acme"), "ada.rau", RunningApp.PASSWORD);
            page.navigate(app.address("acme") + "/customers/C3");
            page.click("vaadin-tab:has-text('Payments')");
            page.click(APPLY);
            page.waitForSelector("text=R32, due 4 Mar, 30.00 stays open");
            page.dblclick("#act");
            page.waitForSelector("text=Applied. EUR 0.00 stays unapplied.");
            assertThat(uses(api.send("GET", "/api/v1/payments?number=B31", "").json()))
                    .isEqualTo("R31 10000, R32 2000");
            page.waitForSelector("vaadin-tab[selected]:has-text('Payments')");
            page.click("#undo");
            page.waitForSelector("text=Undone");
            page.waitForSelector(APPLY);
            assertThat(uses(api.send("GET", "/api/v1/payments?number=B31", "").json()))
                    .isEmpty();
            assertThat(openMinor("C3")).isEqualTo(15_000);
        }
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.signedIn(app.address("acme"), "jan.weber", RunningApp.PASSWORD);
            page.navigate(app.address("acme") + "/customers/C3");
            page.click("vaadin-tab:has-text('Payments')");
            page.waitForSelector("text=EUR 120.00 unapplied");
            assertThat(page.locator(APPLY).count()).as("a collector only looks").isZero();
        }
    }

    @Test
    void aClerkSaysWhoPaidAndAppliesWhatIsMarkedInTheListOfUnappliedCash() throws IOException {
        Chromium.assumeThere();
        api.send("POST", "/api/v1/payments", payment("B42", "C4", 2_000, "no number"));
        api.send("POST", "/api/v1/payments", payment("B43", "C5", 500, "no number"));
        api.send(
                "POST",
                "/api/v1/payments",
                "{\"number\":\"B41\",\"receivedOn\":\"2026-03-20\",\"currency\":\"EUR\",\"amountMinor\":7000,\"reference\":\"R41\"}");
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.signedIn(app.address("acme"), "ada.rau", RunningApp.PASSWORD);
            page.navigate(app.address("acme") + "/unapplied-cash?q=B4");
            page.waitForSelector("text=3 payments as of");
            page.click("[aria-label='Who paid B41']");
            page.click("vaadin-dialog input");
            page.keyboard().type("Ost");
            page.click("vaadin-combo-box-item:has-text('Ost AG')");
            page.click("#act");
            page.waitForSelector("text=2 payments as of");
            assertThat(uses(api.send("GET", "/api/v1/payments?number=B41", "").json()))
                    .as("its reference is taken at its word")
                    .isEqualTo("R41 7000");

            page.click("[aria-label='Mark B42']");
            page.click("[aria-label='Mark B43']");
            page.click("text=Apply to the oldest due");
            page.waitForSelector("text=Left out: 1 of a customer who owes nothing.");
            page.click("#act:has-text('Apply 1')");
            page.waitForSelector("text=1 payment as of");
            assertThat(uses(api.send("GET", "/api/v1/payments?number=B42", "").json()))
                    .isEqualTo("R41 2000");
            assertThat(openMinor("C4")).isEqualTo(1_000);
            page.click("#undo");
            page.waitForSelector("[aria-label='Apply what is unapplied of B42']");
            assertThat(openMinor("C4")).isEqualTo(3_000);
        }
    }

    @Test
    void moneyOfAnUnknownPayerWaitsUntilSomebodySaysWhoPaid() throws IOException {
        Api.Answer received = api.send(
                "POST",
                "/api/v1/payments",
                "{\"number\":\"B2\",\"receivedOn\":\"2026-03-20\",\"currency\":\"EUR\",\"amountMinor\":7000,\"reference\":\"R9\",\"method\":\"card\"}");
        assertThat(received.status()).as(received.body()).isEqualTo(201);
        assertThat(received.json().path("customerNumber").isNull()).isTrue();
        assertThat(uses(received.json())).isEmpty();
        String path = "/api/v1/payments/" + received.json().path("id").asText();
        String line = "{\"lines\":[{\"invoiceNumber\":\"R9\",\"amountMinor\":7000}]}";
        assertThat(api.send("POST", path + "/applications", line).code()).isEqualTo("CASHAPP_PAYER_UNKNOWN");
        Api.Answer identified = api.send("POST", path + "/payer", "{\"customerNumber\":\"C2\"}");
        assertThat(identified.json().path("customerNumber").asText())
                .as(identified.body())
                .isEqualTo("C2");
        assertThat(uses(identified.json())).isEqualTo("R9 7000");
        assertThat(api.send("POST", path + "/payer", "{\"customerNumber\":\"C1\"}")
                        .code())
                .isEqualTo("PAYMENT_PAYER_KNOWN");
    }

    @Test
    void whatCannotBeAPaymentIsRefusedWithWhatIsWrong() throws IOException {
        for (Map.Entry<String, String> bad : Map.of(
                        payment("B3", "C1", 0, ""),
                        "PAYMENT_AMOUNT_NOT_POSITIVE",
                        payment("B3", "C7", 100, ""),
                        "CUSTOMER_NOT_FOUND",
                        payment("", "C1", 100, ""),
                        "PAYMENT_NUMBER_EMPTY",
                        payment("B3", "C1", 100, "\\u0000"),
                        "REQUEST_MALFORMED",
                        payment("B3", "C1", 100, "").replace("EUR", "EURO"),
                        "REQUEST_MALFORMED",
                        payment("B3", "C1", 100, "").replace("}", ",\"method\":\"barter\"}"),
                        "REQUEST_MALFORMED",
                        payment("B3", "C1", 100, "").replace("2026-03-20", "2026-04-01"),
                        "PAYMENT_DATE_IN_FUTURE",
                        "{}",
                        "REQUEST_MALFORMED")
                .entrySet()) {
            assertThat(api.send("POST", "/api/v1/payments", bad.getKey()).code())
                    .as(bad.getKey())
                    .isEqualTo(bad.getValue());
        }
        assertThat(api.send("GET", "/api/v1/payments?number=B3", "").status()).isEqualTo(404);
        assertThat(api.send("GET", "/api/v1/payments/" + UUID.randomUUID(), "").status())
                .isEqualTo(404);
    }

    private static String payment(String number, String customer, long minor, String reference) {
        return "{\"number\":\"" + number + "\",\"customerNumber\":\"" + customer
                + "\",\"receivedOn\":\"2026-03-20\",\"currency\":\"EUR\",\"amountMinor\":" + minor + ",\"reference\":\""
                + reference + "\"}";
    }

    private static String uses(JsonNode payment) {
        StringBuilder uses = new StringBuilder();
        for (JsonNode use : payment.path("applications")) {
            uses.append(uses.isEmpty() ? "" : ", ")
                    .append(use.path("invoiceNumber").asText())
                    .append(' ')
                    .append(use.path("amountMinor").asLong());
        }
        return uses.toString();
    }

    private static long openMinor(String customer) {
        try (var connection = app.database().database().connectAsSuperuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select sum(open_minor) from cashtide.open_item i"
                        + " join cashtide.customer c on c.id = i.customer_id where c.number = '" + customer + "'")) {
            row.next();
            return row.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
