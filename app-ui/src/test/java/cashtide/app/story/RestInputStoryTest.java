package cashtide.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.app.fixture.Api;
import cashtide.app.fixture.RunningApp;
import cashtide.tenant.TenantHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
