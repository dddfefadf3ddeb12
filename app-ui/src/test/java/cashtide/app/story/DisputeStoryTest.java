package cashtide.app.story;

import static com.microsoft.playwright.options.WaitForSelectorState.DETACHED;
import static org.assertj.core.api.Assertions.assertThat;

import cashtide.app.fixture.Api;
import cashtide.app.fixture.Chromium;
import cashtide.app.fixture.RunningApp;
import cashtide.app.identity.TenantRole;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A dispute ends with its verdict, given by a program or by a person. */
final class DisputeStoryTest {

    private static RunningApp app;
    private static Api api;

    @BeforeAll
    static void aCustomerWithInvoices() throws Exception {
        app = RunningApp.start();
        app.tenant("acme", "Acme", "#0b5f8f", "#6cb8e8", LocalDate.parse("2026-03-31"));
        app.person("acme", "cora.lind", "Cora", "Lind", TenantRole.COLLECTOR);
        api = Api.of(app, "acme");
        api.imported(Map.of(
                "customers.csv",
                "customer_number,name,currency\nC1,Nord AG,EUR\n",
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,due_date,currency,amount\n"
                        + "R1,C1,2026-02-01,2026-03-03,EUR,100.00\nR2,C1,2026-02-01,2026-03-03,EUR,50.00\n"
                        + "R3,C1,2026-02-01,2026-03-03,EUR,50.00\nR4,C1,2026-02-01,2026-03-03,EUR,900.00\n"));
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
        }
    }

    @Test
    void aProgramClosesADisputeOnce() throws IOException {
        String path = "/api/v1/disputes/" + disputed("R1") + "/close";
        String verdict = "{\"verdict\":\"INVALID\"}";
        Api.Answer closed = api.send("POST", path, verdict, "Idempotency-Key: close-1");
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        assertThat(closed.json().path("verdict").asText()).isEqualTo("INVALID");
        assertThat(closed.json().path("closedOn").asText()).isEqualTo("2026-03-31");
        assertThat(api.send("POST", path, verdict, "Idempotency-Key: close-1")).isEqualTo(closed);
        Api.Answer again = api.send("POST", path, verdict);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.code()).isEqualTo("DISPUTE_CLOSED");
        assertThat(disputed("R1")).as("the part is on hold no more").isNotEmpty();
        Api.Answer bad = api.send("POST", path, "{\"verdict\":\"MAYBE\"}");
        assertThat(bad.status()).isEqualTo(400);
        Api.Answer missing = api.send("POST", "/api/v1/disputes/" + UUID.randomUUID() + "/close", verdict);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aCollectorClosesADisputeOnTheCustomersPageByKeysAlone() throws IOException {
        Chromium.assumeThere();
        disputed("R2");
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.signedIn(app.address("acme"), "cora.lind", RunningApp.PASSWORD);
            page.navigate(app.address("acme") + "/customers/C1");
            page.click("vaadin-tab:has-text('Disputes')");
            withdraw(page, "R2");
            page.click("vaadin-tab:has-text('Disputes')");
            page.waitForSelector("text=Withdrawn");
            assertThat(page.locator("[aria-label='Close the dispute of R2']").count())
                    .isZero();
        }
    }

    @Test
    void aCollectorClosesADisputeWithoutLeavingTheWorklist() throws IOException {
        Chromium.assumeThere();
        disputed("R3");
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.signedIn(app.address("acme"), "cora.lind", RunningApp.PASSWORD);
            page.navigate(app.address("acme") + "/worklist");
            withdraw(page, "R3");
            page.waitForSelector(
                    "[aria-label='Close the dispute of R3']", new Page.WaitForSelectorOptions().setState(DETACHED));
        }
    }

    private static void withdraw(Page page, String invoice) {
        page.waitForSelector("[aria-label='Close the dispute of " + invoice + "']");
        page.focus("[aria-label='Close the dispute of " + invoice + "']");
        page.keyboard().press("Enter");
        page.waitForSelector("vaadin-radio-button:has-text('Withdrawn')");
        page.focus("vaadin-radio-button:has-text('Withdrawn') input");
        page.keyboard().press("Space");
        page.keyboard().press("Control+Enter");
        page.waitForSelector("text=Dispute closed");
    }

    /** The whole invoice is disputed; answers with the dispute's id. */
    private static String disputed(String invoice) throws IOException {
        Api.Answer opened = api.send(
                "POST",
                "/api/v1/disputes",
                "{\"invoiceNumber\":\"" + invoice + "\",\"currency\":\"EUR\",\"amountMinor\":"
                        + (invoice.equals("R1") ? 10_000 : 5_000) + ",\"reason\":\"PRICE\"}");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return opened.json().path("id").asText();
    }
}
