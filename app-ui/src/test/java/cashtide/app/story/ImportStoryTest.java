package cashtide.app.story;

import static com.microsoft.playwright.options.WaitForSelectorState.DETACHED;
import static org.assertj.core.api.Assertions.assertThat;

import cashtide.app.fixture.Api;
import cashtide.app.fixture.AppInBrowser;
import cashtide.app.fixture.RunningApp;
import cashtide.app.identity.TenantRole;
import cashtide.tenant.TenantHosts;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A clerk brings files in on the screen, and takes them back. */
final class ImportStoryTest {

    private static final String CUSTOMERS = "customer_number,name,currency\n";
    private static final String INVOICES = "invoice_number,customer_number,invoice_date,due_date,currency,";
    private static final String RUN = ".ct-run-card:visible";
    private static final String TAKE_BACK = "vaadin-grid vaadin-button:has-text('Take back'):visible";
    private static final String CANCEL = "vaadin-button:has-text('Cancel'):visible";

    @RegisterExtension
    static final AppInBrowser APP = new AppInBrowser(ImportStoryTest::aClerk);

    private static Api api;

    private Page page;

    private static void aClerk(RunningApp app) throws Exception {
        app.tenant("acme", "Acme", "#0b5f8f", "#6cb8e8", LocalDate.parse("2026-03-31"));
        app.person("acme", "ida.rau", "Ida", "Rau", TenantRole.AR_CLERK);
        api = Api.of(app, "acme");
    }

    @BeforeEach
    void openTheScreen() {
        page = APP.signedIn("acme", "ida.rau");
        page.navigate(APP.address("acme") + "/imports");
        page.waitForSelector("vaadin-upload");
    }

    @Test
    void anUnknownColumnIsNamedAndTheImportIsTakenBack() throws Exception {
        add(
                "receivables.zip",
                "application/zip",
                zip(
                        Map.of(
                                "customers.csv",
                                CUSTOMERS + "Z1,Nord AG,EUR\n",
                                "invoices.csv",
                                INVOICES
                                        + "zz9\nZ-1,Z1,2026-02-01,2026-03-03,EUR,100.00\nZ-2,Z1,2026-02-01,2026-03-03,EUR,50.00\n")));
        page.waitForSelector("text=/invoices.csv still lacks Amount/");
        page.click(".ct-import-column:has-text('zz9') vaadin-select");
        page.click("vaadin-select-item:has-text('Amount')");
        page.waitForSelector(".ct-import-column:has-text('By you')");
        page.waitForSelector(
                ".ct-import-lack:has-text('still lacks')", new Page.WaitForSelectorOptions().setState(DETACHED));

        page.click("#check-files");
        page.waitForSelector(RUN + ":has-text('Nothing was changed.')");
        assertThat(page.textContent(RUN)).contains("Dry run").contains("New invoices2");
        assertThat(number("select count(*) from cashtide.customer where number = 'Z1'"))
                .isZero();
        page.waitForSelector("#import:not([disabled])");
        assertThat(page.textContent("#import")).isEqualTo("Import 3 lines");

        page.click("#import");
        page.waitForSelector(RUN + ":has-text('All lines are in.')");
        assertThat(openMinor("Z")).as("in the column that a person named").isEqualTo(15_000);

        page.click(TAKE_BACK);
        page.waitForSelector("text=/takes back 2 invoices and 0 payments/");
        int offered = page.locator(TAKE_BACK).count();
        page.click("vaadin-button[slot=confirm-button]");
        page.waitForSelector(RUN + ":has-text('Taken back.')");
        assertThat(openMinor("Z")).isZero();
        assertThat(page.locator(TAKE_BACK).count()).as("once").isEqualTo(offered - 1);
    }

    @Test
    void whatIsWrongStandsThereWithItsFileLineColumnAndRemedy() {
        add(
                "invoices.csv",
                "text/csv",
                (INVOICES + "amount\nB-1,Z1,2026-02-01,2026-03-03,EUR,100.00\n"
                                + "B-2,Z1,2026-02-01,2026-03-03,EUR,much\n")
                        .getBytes(StandardCharsets.UTF_8));
        add("customers.csv", "text/csv", (CUSTOMERS + "Z1,Nord AG,EUR\n").getBytes(StandardCharsets.UTF_8));
        page.click("#check-files");
        page.waitForSelector(RUN + ":has-text('1 problem blocks the import.')");
        String problem = ".ct-import-part:has(h2:text-is('Problems')) vaadin-grid-cell-content:visible";
        page.waitForSelector(problem + ":has-text('much')");
        assertThat(page.locator(problem).allTextContents())
                .contains("invoices.csv", "3", "amount")
                .anySatisfy(words -> assertThat(words).contains("much").containsIgnoringCase("write"));
        page.waitForSelector("vaadin-button:has-text('Problems as CSV')");
        assertThat(page.isDisabled("#import")).isTrue();
    }

    /** Another import holds the tenant's turn for as long as this test wants. */
    @Test
    void anImportThatWaitsIsCancelled() throws Exception {
        try (Connection other = APP.app().database().database().connectAsSuperuser()) {
            other.setAutoCommit(false);
            String tenant = Objects.requireNonNull(
                            APP.app().bean(TenantHosts.class).find("acme"))
                    .toString();
            run(other, "select pg_advisory_xact_lock(hashtextextended('" + tenant + "/import', 1))");
            String first = api.importFiles(Map.of("customers.csv", CUSTOMERS + "K1,West AG,EUR\n"))
                    .json()
                    .path("id")
                    .asText();

            add("customers.csv", "text/csv", (CUSTOMERS + "K2,Ost AG,EUR\n").getBytes(StandardCharsets.UTF_8));
            page.click("#check-files");
            page.waitForSelector(RUN + ":has-text('Waits for its turn.')");
            page.click(CANCEL);
            page.waitForSelector("text=/Asked to stop/");
            assertThat(status(first)).as("read, and waits for the other").isEqualTo("checking");
            page.click("vaadin-grid-cell-content:has-text('Checking'):visible");
            page.waitForSelector(RUN + ":has-text('may wait for another import to end')");
            page.click(CANCEL);
            page.waitForSelector(RUN + ":has-text('Cancelled')");
            assertThat(page.textContent(RUN)).contains("Nothing was changed.");
            assertThat(page.isVisible(CANCEL)).isFalse();
            assertThat(status(first)).isEqualTo("cancelled");
            page.waitForSelector("vaadin-grid-cell-content:has-text('Cancelled'):visible >> nth=1");
            other.rollback();
        }
        assertThat(number("select count(*) from cashtide.customer where number in ('K1', 'K2')"))
                .isZero();
    }

    @Test
    void whatIsBeingPostedIsTooLateToStopAndCanBeTakenBackWhenItIsIn() throws Exception {
        String id;
        try (Connection other = APP.app().database().database().connectAsSuperuser()) {
            other.setAutoCommit(false);
            run(other, "lock table cashtide.customer in share mode");
            id = api.importFiles(Map.of("customers.csv", CUSTOMERS + "L1,Nord AG,EUR\n"))
                    .json()
                    .path("id")
                    .asText();
            page.waitForCondition(() -> status(id).equals("importing"));
            Api.Answer late = api.send("DELETE", "/api/v1/imports/" + id, "");
            assertThat(late.status()).as(late.body()).isEqualTo(409);
            assertThat(late.code()).isEqualTo("IMPORT_POSTING");
            assertThat(late.body()).contains("too late to stop it");
            page.click("vaadin-grid-cell-content:has-text('Importing'):visible");
            page.waitForSelector(RUN + ":has-text('Being posted')");
            assertThat(page.isVisible(CANCEL)).as("too late for that").isFalse();
            other.rollback();
        }
        page.waitForCondition(() -> status(id).equals("done"));
        Api.Answer undone = api.send("DELETE", "/api/v1/imports/" + id, "");
        assertThat(undone.json().path("status").asText()).isEqualTo("undone");
    }

    private void add(String name, String type, byte[] bytes) {
        int before = page.locator(".ct-file").count();
        page.setInputFiles("vaadin-upload input[type=file]", new FilePayload(name, type, bytes));
        page.waitForFunction("before => document.querySelectorAll('.ct-file').length === before + 1", before);
        page.waitForSelector("#check-files:not([disabled])");
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static String status(String run) {
        try {
            return api.send("GET", "/api/v1/imports/" + run, "")
                    .json()
                    .path("status")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long openMinor(String prefix) {
        return number(
                "select coalesce(sum(open_minor), 0) from cashtide.open_item where number like '" + prefix + "-%'");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) {
        try (var connection = APP.app().database().database().connectAsSuperuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
