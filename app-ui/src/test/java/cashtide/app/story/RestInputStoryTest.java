package cashtide.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.app.fixture.Api;
import cashtide.app.fixture.RunningApp;
import cashtide.tenant.TenantHosts;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What programs get wrong, send twice or mean: each answer is one that a program can act on. */
final class RestInputStoryTest {

    private static final String CUSTOMERS = "customer_number,name,currency\n";
    private static final String INVOICES = "invoice_number,customer_number,invoice_date,due_date,currency,amount\n";

    private static RunningApp app;
    private static Api api;
    private static Api operator;

    @BeforeAll
    static void aTenantWithAnInvoice() throws Exception {
        app = RunningApp.start();
        app.tenant("acme", "Acme", "#0b5f8f", "#6cb8e8", LocalDate.parse("2026-03-31"));
        api = Api.of(app, "acme");
        operator = Api.operator(app);
        api.imported(Map.of(
                "customers.csv", CUSTOMERS + "C1,Nord AG,EUR\n",
                "invoices.csv", INVOICES + "R1,C1,2026-02-01,2026-03-03,EUR,100.00\n"));
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
        }
    }

    private record Bad(String method, String path, String type, String body, int status, String code) {

        static Bad post(String path, String body, int status, String code) {
            return new Bad("POST", path, "application/json", body.replace('\'', '"'), status, code);
        }
    }

    @Test
    void badInputIsAProblemWithACode() throws IOException {
        String dispute = "{'invoiceNumber':'R1','currency':'EUR','amountMinor':100,'reason':'PRICE'%s}";
        String promise = "{'customerNumber':'C1','currency':'EUR','amountMinor':100,'promisedOn':'%s'}";
        String contact = "{'customerNumber':'C1','channel':'CALL','outcome':'REACHED','note':'%s'}";
        String person = "{'username':'p','email':'p@acme.example','firstName':'P','lastName':'P'%s}";
        List<Bad> all = List.of(
                Bad.post("/api/v1/activities", contact.formatted("\\u0000"), 400, "REQUEST_MALFORMED"),
                Bad.post("/api/v1/activities", contact.formatted("x".repeat(2_001)), 400, "REQUEST_MALFORMED"),
                Bad.post(
                        "/api/v1/activities",
                        contact.replace("C1", "\\u0000").formatted(""),
                        404,
                        "CUSTOMER_NOT_FOUND"),
                Bad.post("/api/v1/disputes", dispute.replace("R1", "\\u0000").formatted(""), 404, "INVOICE_NOT_FOUND"),
                Bad.post(
                        "/api/v1/disputes",
                        dispute.formatted(",'answerBy':'+999999-01-01'"),
                        422,
                        "DISPUTE_ANSWER_FAR_OFF"),
                Bad.post(
                        "/api/v1/disputes",
                        dispute.formatted(",'openedOn':'+999999999-12-31'"),
                        422,
                        "DISPUTE_OPENED_IN_FUTURE"),
                Bad.post(
                        "/api/v1/disputes",
                        dispute.formatted(",'openedOn':'-999999999-01-01'"),
                        422,
                        "DISPUTE_OPENED_LONG_AGO"),
                Bad.post("/api/v1/disputes", dispute.formatted(",'openedOn':'soon'"), 400, "REQUEST_MALFORMED"),
                Bad.post(
                        "/api/v1/disputes",
                        dispute.formatted("").replace("100", "-9223372036854775808"),
                        422,
                        "DISPUTE_AMOUNT_NOT_POSITIVE"),
                Bad.post("/api/v1/promises", promise.formatted("+999999-01-01"), 422, "PROMISE_FAR_OFF"),
                Bad.post(
                        "/api/v1/promises",
                        promise.formatted("2026-04-10").replace("}", ",'invoiceNumbers':[null]}"),
                        400,
                        "REQUEST_MALFORMED"),
                Bad.post("/api/v1/promises", "", 400, "REQUEST_MALFORMED"),
                Bad.post("/api/v1/promises", "null", 400, "REQUEST_MALFORMED"),
                Bad.post("/api/v1/promises", "[]", 400, "REQUEST_MALFORMED"),
                new Bad("POST", "/api/v1/promises", "text/plain", "{}", 415, "MEDIA_TYPE_UNSUPPORTED"),
                new Bad("POST", "/api/v1/imports", "application/json", "{}", 415, "MEDIA_TYPE_UNSUPPORTED"),
                new Bad("POST", "/api/v1/imports", "multipart/form-data", "x", 400, "REQUEST_MALFORMED"),
                new Bad("GET", "/api/v1/disputes", "application/json", "", 405, "METHOD_NOT_ALLOWED"),
                new Bad("GET", "/api/v1/no-such-thing", "application/json", "", 404, "NOT_FOUND"),
                new Bad("GET", "/api/nothing/at/all", "application/json", "", 404, "NOT_FOUND"),
                new Bad("GET", "/api/v1/imports/one", "application/json", "", 400, "REQUEST_MALFORMED"));
        for (Bad bad : all) {
            assertIsProblem(bad, api.raw(bad.method(), bad.path(), bad.type(), bad.body()));
        }
        Bad unknownHost = new Bad("GET", "/api/v1/imports", "application/json", "", 404, "TENANT_NOT_FOUND");
        assertIsProblem(unknownHost, api.at("nobody").send("GET", "/api/v1/imports", ""));
        for (Bad bad : List.of(
                Bad.post(
                        "/api/platform/tenants/nobody/users",
                        person.formatted(",'roles':['cfo']"),
                        404,
                        "TENANT_NOT_FOUND"),
                Bad.post("/api/platform/tenants/nobody/import-secret", "", 404, "TENANT_NOT_FOUND"),
                Bad.post("/api/platform/tenants/acme/users", person.formatted(""), 400, "REQUEST_MALFORMED"),
                Bad.post("/api/platform/tenants/acme/users", "{'roles':['cfo']}", 400, "REQUEST_MALFORMED"),
                Bad.post("/api/platform/tenants", "{}", 400, "REQUEST_MALFORMED"))) {
            assertIsProblem(bad, operator.raw(bad.method(), bad.path(), bad.type(), bad.body()));
        }
    }

    private static void assertIsProblem(Bad bad, Api.Answer answer) {
        assertThat(answer.status()).as(bad + " " + answer).isEqualTo(bad.status());
        assertThat(answer.type()).as(bad + " " + answer).startsWith("application/problem+json");
        assertThat(answer.code()).as(bad + " " + answer).isEqualTo(bad.code());
    }

    @Test
    void theFieldThatCannotBeReadIsNamed() throws IOException {
        String dispute = "{\"invoiceNumber\":\"R1\",\"amountMinor\":100,\"openedOn\":\"soon\"}";
        assertThat(api.send("POST", "/api/v1/disputes", dispute)
                        .json()
                        .path("title")
                        .asText())
                .isEqualTo(
                        "The body is not the JSON that is documented: openedOn 'soon' is not a day such as 2026-03-31.");
    }

    @Test
    void aTenantThatCannotBeMadeIsRefusedInWordsAndNotHalfMade() throws Exception {
        String tenant = "{\"alias\":\"%s\",\"name\":\"%s\",\"addresses\":[\"http://%s.localhost\"]}";
        for (String alias : List.of("Nord Co", "NordCo", "no", "nord-", "n".repeat(41))) {
            Api.Answer refused = operator.send("POST", "/api/platform/tenants", tenant.formatted(alias, "Nord", alias));
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("TENANT_ALIAS_MALFORMED");
            assertThat(refused.json().path("title").asText()).contains("'" + alias + "'");
            assertThat(app.bean(TenantHosts.class).find(alias)).as(alias).isNull();
        }
        assertThat(operator.send("POST", "/api/platform/tenants", tenant.formatted("Nord Co", "Nord", "nord"))
                        .json()
                        .path("title")
                        .asText())
                .endsWith(": 'Nord Co', but nord-co would do");
        assertThat(operator.send("POST", "/api/platform/tenants", tenant.formatted("nord", "Nord", "a b"))
                        .code())
                .isEqualTo("TENANT_ADDRESS_MALFORMED");
        assertThat(operator.send("POST", "/api/platform/tenants", tenant.formatted("nord", " ", "nord"))
                        .code())
                .isEqualTo("TENANT_NAME_MALFORMED");
        assertThat(app.bean(TenantHosts.class).find("nord")).isNull();
        Api.Answer role = operator.send(
                "POST",
                "/api/platform/tenants/acme/users",
                "{\"username\":\"p\",\"email\":\"p@x.example\",\"firstName\":\"P\",\"lastName\":\"P\",\"roles\":[\"CFO\"]}");
        assertThat(role.json().path("title").asText())
                .isEqualTo("There is no role CFO; the roles are cfo, collector, ar-clerk, tenant-admin, analyst.");
        assertThat(operator.send("POST", "/api/platform/tenants/Acme/import-secret", "")
                        .json()
                        .path("title")
                        .asText())
                .startsWith("There is no tenant Acme. An alias is 3 to 40 lower-case letters");
    }

    @Test
    void aMalformedKeyLeavesNoFiles() throws IOException {
        Api.Answer refused = api.importFiles(Map.of("customers.csv", CUSTOMERS), "Idempotency-Key: " + "k".repeat(300));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("IDEMPOTENCY_KEY_MALFORMED");
        String tenant =
                Objects.requireNonNull(app.bean(TenantHosts.class).find("acme")).toString();
        try (Stream<Path> folders = Files.list(app.imports().resolve(tenant))) {
            assertThat(folders.filter(folder -> folder.getFileName().toString().startsWith("arriving")))
                    .isEmpty();
        }
    }

    @Test
    void anImportThatWasTakenBackIsTakenBackHoweverOftenItIsAsked() throws Exception {
        String id = api.imported(Map.of("customers.csv", CUSTOMERS + "C9,Süd AG,EUR\n"));
        String path = "/api/v1/imports/" + id;
        for (String key : List.of("Idempotency-Key: once", "Idempotency-Key: once", "X-None: 1")) {
            Api.Answer undone = api.send("DELETE", path, "", key);
            assertThat(undone.status()).as(undone.body()).isEqualTo(200);
            assertThat(undone.json().path("status").asText()).isEqualTo("undone");
        }
    }

    @Test
    void anInvoiceIsFoundByItsNumberAlone() throws Exception {
        // Numbers that begin alike, and a customer of that number who has a whole page of them.
        StringBuilder lines = new StringBuilder(INVOICES);
        for (int i = 0; i < 600; i++) {
            lines.append("0").append(1_000 + i).append(",700,2026-02-01,2026-03-03,EUR,1.00\n");
        }
        Map<String, String> files = Map.of(
                "customers.csv",
                CUSTOMERS + "700,West AG,EUR\n",
                "invoices.csv",
                lines + "700,700,2026-02-01,2026-03-03,EUR,50.00\n");
        String first = api.imported(files);
        assertThat(api.send("DELETE", "/api/v1/imports/" + first, "").status()).isEqualTo(200);
        api.imported(files);
        Api.Answer disputed = api.send(
                "POST",
                "/api/v1/disputes",
                "{\"invoiceNumber\":\"700\",\"currency\":\"EUR\",\"amountMinor\":5000,\"reason\":\"PRICE\"}");
        assertThat(disputed.status()).as(disputed.body()).isEqualTo(201);
    }

    @Test
    void aDryRunSaysWhatItWouldDoAndDoesNothing() throws Exception {
        Map<String, String> files = Map.of(
                "customers.csv", CUSTOMERS + "D1,Dry AG,EUR\n",
                "invoices.csv", INVOICES + "D-1,D1,2026-02-01,2026-03-03,EUR,100.00\n");
        JsonNode run = imports(api.imported("?dryRun=true", files));
        assertThat(run.path("dryRun").asBoolean()).isTrue();
        assertThat(run.path("counts").path("customers").asLong()).isEqualTo(1);
        assertThat(run.path("counts").path("invoices").asLong()).isEqualTo(1);
        String dispute = "{\"invoiceNumber\":\"D-1\",\"currency\":\"EUR\",\"amountMinor\":100,\"reason\":\"PRICE\"}";
        assertThat(api.send("POST", "/api/v1/disputes", dispute).code()).isEqualTo("INVOICE_NOT_FOUND");
        assertThat(imports(api.imported(files)).path("dryRun").asBoolean()).isFalse();
        assertThat(api.send("POST", "/api/v1/disputes", dispute).status()).isEqualTo(201);
    }

    @Test
    void filesAreReadAsTheirSenderSaysTheyAreWritten() throws Exception {
        api.imported(
                "?delimiter=%3B&decimal=,&dates=day_month_year",
                Map.of(
                        "customers.csv", CUSTOMERS.replace(',', ';') + "G1;Süd, Ost & Co;EUR\n",
                        "invoices.csv", INVOICES.replace(',', ';') + "G-1;G1;01.02.2026;03.04.2026;EUR;1.234,56\n"));
        assertThat(item("G-1")).isEqualTo("2026-04-03 123456 Süd, Ost & Co");
        api.imported(
                "?delimiter=%7C&dates=MONTH_DAY_YEAR",
                Map.of("invoices.csv", INVOICES.replace(',', '|') + "G-2|G1|02/01/2026|03/04/2026|EUR|1,234.56\n"));
        assertThat(item("G-2")).isEqualTo("2026-03-04 123456 Süd, Ost & Co");
        for (Map.Entry<String, String> bad : Map.of(
                        "?delimiter=%3B%3B", "IMPORT_FORMAT",
                        "?decimal=x", "REQUEST_MALFORMED",
                        "?delimiter=.", "REQUEST_MALFORMED",
                        "?dates=tomorrow", "REQUEST_MALFORMED",
                        "?dryRun=perhaps", "REQUEST_MALFORMED")
                .entrySet()) {
            Api.Answer refused = api.importFiles(bad.getKey(), Map.of("customers.csv", CUSTOMERS));
            assertThat(refused.status()).as(bad.getKey() + refused).isEqualTo(400);
            assertThat(refused.code()).as(bad.getKey()).isEqualTo(bad.getValue());
        }
    }

    private static JsonNode imports(String id) throws IOException {
        return api.send("GET", "/api/v1/imports/" + id, "").json();
    }

    /** Due date, open minor units and customer of an invoice. */
    private static String item(String number) throws SQLException {
        try (var connection = app.database().database().connectAsSuperuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select i.due_date || ' ' || i.open_minor || ' ' || c.name from cashtide.open_item i"
                                + " join cashtide.customer c on c.id = i.customer_id where i.number = '" + number
                                + "'")) {
            return row.next() ? row.getString(1) : "not there";
        }
    }
}
