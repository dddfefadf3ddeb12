package cashtide.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.app.fixture.Api;
import cashtide.app.fixture.Chromium;
import cashtide.app.fixture.RunningApp;
import cashtide.app.identity.TenantRole;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route that takes an id or a number, called by one tenant with those of another: the answer is that for things
 * which do not exist, and nothing of the other's is in it.
 */
final class RouteIsolationStoryTest {

    private static final int ROUNDS = 5_000;

    private static RunningApp app;
    private static Api acme;
    private static Api borealis;
    private static String borealisImport;
    private static String borealisDispute;
    private static String borealisPayment;

    private static final String DISPUTE =
            "{\"invoiceNumber\":\"%s\",\"currency\":\"EUR\",\"amountMinor\":100,\"reason\":\"PRICE\"}";

    private static final String PAYMENT = "{\"number\":\"N1\",\"customerNumber\":\"%s\",\"receivedOn\":\"2026-03-20\","
            + "\"currency\":\"EUR\",\"amountMinor\":100}";

    /** Method and path, then the body; %s is the id or number. */
    private record Route(String method, String path, String body, List<String> foreign) {}

    @BeforeAll
    static void twoTenantsWithTheirReceivables() throws Exception {
        app = RunningApp.start();
        app.tenant("acme", "Acme", "#0b5f8f", "#6cb8e8", LocalDate.parse("2026-03-31"));
        app.tenant("borealis", "Borealis", "#8c2a63", "#e79bc6", LocalDate.parse("2026-03-31"));
        app.person("acme", "vera.voll", "Vera", "Voll", TenantRole.values());
        acme = Api.of(app, "acme");
        borealis = Api.of(app, "borealis");
        imported(acme, "A");
        borealisImport = imported(borealis, "B");
        borealisDispute = borealis.send("POST", "/api/v1/disputes", DISPUTE.formatted("B-2"))
                .json()
                .path("id")
                .asText();
        borealisPayment = borealis.send("GET", "/api/v1/payments?number=BP1", "")
                .json()
                .path("id")
                .asText();
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
        }
    }

    /** Routes that name nothing of a tenant: it is the host's, or the platform's operator asks. */
    private static final Set<String> WITHOUT_IDS = Set.of(
            "GET /api/v1/imports",
            "POST /api/v1/imports",
            "GET /tenant/brand.css",
            "GET /tenant/logo",
            "GET /tenant/icon",
            "GET /favicon.ico");

    /** Routes of the platform's operator, who has a role that no tenant's people have. */
    private static final String PLATFORM = "/api/platform/";

    @Test
    void everyRouteIsCalledHereOrNamesNothing() throws IOException {
        Set<String> called = new TreeSet<>();
        for (Route route : routes()) {
            called.add(route.method() + " " + route.path().replace("%s", "{id}").replaceFirst("\\?.*", ""));
        }
        List<String> missing = new ArrayList<>();
        List<Route> platform = new ArrayList<>();
        for (RequestMappingHandlerMapping mappings : app.beans(RequestMappingHandlerMapping.class)) {
            mappings.getHandlerMethods().forEach((mapping, method) -> {
                if (!method.getBeanType().getName().startsWith("cashtide.")) {
                    return;
                }
                for (String pattern : mapping.getPatternValues()) {
                    for (RequestMethod verb : mapping.getMethodsCondition().getMethods()) {
                        String route = verb + " " + pattern.replaceAll("\\{[^}]*}", "{id}");
                        if (pattern.startsWith(PLATFORM)) {
                            String path = pattern.replaceAll("\\{[^}]*}", "%s");
                            platform.add(new Route(verb.name(), path, "{}", List.of("borealis")));
                        } else if (!called.contains(route) && !WITHOUT_IDS.contains(route)) {
                            missing.add(route + " of " + method);
                        }
                    }
                }
            });
        }
        assertThat(missing).as("a route without a call by another tenant").isEmpty();
        assertThat(platform).isNotEmpty();
        for (Route route : platform) {
            assertThat(call(route, "borealis")).as(route.toString()).startsWith("401");
        }
    }

    private static List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/imports/%s", "", List.of(borealisImport)),
                new Route("DELETE", "/api/v1/imports/%s", "", List.of(borealisImport)),
                new Route("POST", "/api/v1/disputes", DISPUTE, List.of("B-1", "B-2")),
                new Route("POST", "/api/v1/disputes/%s/close", "{\"verdict\":\"INVALID\"}", List.of(borealisDispute)),
                new Route("GET", "/api/v1/payments?number=%s", "", List.of("BP1")),
                new Route("POST", "/api/v1/payments", PAYMENT, List.of("BC1", "BC2")),
                new Route("GET", "/api/v1/payments/%s", "", List.of(borealisPayment)),
                new Route(
                        "POST",
                        "/api/v1/payments/%s/applications",
                        "{\"lines\":[{\"invoiceNumber\":\"A-2\",\"amountMinor\":100}]}",
                        List.of(borealisPayment)),
                new Route("DELETE", "/api/v1/payments/%s/applications/%s", "", List.of(borealisPayment)),
                new Route("POST", "/api/v1/payments/%s/reverse", "{\"reason\":\"AC04\"}", List.of(borealisPayment)),
                new Route(
                        "POST", "/api/v1/payments/%s/payer", "{\"customerNumber\":\"AC1\"}", List.of(borealisPayment)),
                new Route(
                        "POST",
                        "/api/v1/promises",
                        "{\"customerNumber\":\"%s\",\"currency\":\"EUR\",\"amountMinor\":100,\"promisedOn\":\"2026-04-10\"}",
                        List.of("BC1", "BC2")),
                new Route(
                        "POST",
                        "/api/v1/promises",
                        "{\"customerNumber\":\"AC1\",\"currency\":\"EUR\",\"amountMinor\":100,\"promisedOn\":\"2026-04-10\","
                                + "\"invoiceNumbers\":[\"%s\"]}",
                        List.of("B-1", "B-2")),
                new Route(
                        "POST",
                        "/api/v1/activities",
                        "{\"customerNumber\":\"%s\",\"channel\":\"CALL\",\"outcome\":\"REACHED\"}",
                        List.of("BC1", "BC2")));
    }

    @Test
    void theOthersIdsAndNumbersAreAnsweredLikeThoseThatDoNotExist() throws IOException {
        List<Route> routes = routes();
        for (int round = 0; round < ROUNDS; round++) {
            Route route = routes.get(round % routes.size());
            String foreign = route.foreign().get(round % route.foreign().size());
            String missing = foreign.length() == 36 ? UUID.randomUUID().toString() : "Z" + foreign.substring(1) + round;
            String ofForeign = call(route, foreign);
            assertThat(ofForeign.replace(foreign, "#"))
                    .as(route + " " + foreign)
                    .isEqualTo(call(route, missing).replace(missing, "#"))
                    .startsWith("404")
                    .doesNotContain("Borealis");
        }
        assertThat(acme.send("GET", "/api/v1/imports", "").body()).doesNotContain(borealisImport);
    }

    @Test
    void aTokenOfTheOtherTenantOpensNothingHere() throws IOException {
        for (String path : List.of("/api/v1/imports", "/api/v1/imports/" + borealisImport)) {
            Api.Answer refused = borealis.at("acme").send("GET", path, "");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("WRONG_TENANT");
        }
        assertThat(borealis.send("GET", "/api/v1/imports/" + borealisImport, "").status())
                .isEqualTo(200);
    }

    @Test
    void aScreenNamedByTheOthersNumberSaysWhatItSaysOfOneThatDoesNotExist() {
        Chromium.assumeThere();
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.signedIn(app.address("acme"), "vera.voll", RunningApp.PASSWORD);
            UUID theirs = theirCustomer();
            Map<String, String> foreignAndMissing = new LinkedHashMap<>();
            foreignAndMissing.put("/customers/BC1", "/customers/ZC1");
            foreignAndMissing.put("/open-items?customer=BC1", "/open-items?customer=ZC1");
            foreignAndMissing.put("/open-items?q=B-1", "/open-items?q=Z-1");
            foreignAndMissing.put("/unapplied-cash?q=B-1", "/unapplied-cash?q=Z-1");
            foreignAndMissing.put("/customers?q=BC1", "/customers?q=ZC1");
            foreignAndMissing.put("/worklist?q=B-1", "/worklist?q=Z-1");
            foreignAndMissing.put("/worklist?sel=" + theirs + ".EUR", "/worklist?sel=" + UUID.randomUUID() + ".EUR");
            foreignAndMissing.forEach((foreign, missing) -> assertThat(words(page, foreign))
                    .as(foreign)
                    .isEqualTo(words(page, missing))
                    .doesNotContain("Boreal GmbH"));
        }
    }

    private static String words(Page page, String path) {
        page.navigate(app.address("acme") + path);
        page.waitForSelector(".ct-nav");
        // A grid asks for its rows after the page is there: what is compared is what stays.
        String text = "";
        for (String now = page.innerText("body"); !now.equals(text); now = page.innerText("body")) {
            text = now;
            page.waitForTimeout(1_000);
        }
        return text.replaceAll("[BZ](C1|-1)", "#");
    }

    private static UUID theirCustomer() {
        try (var connection = app.database().database().connectAsSuperuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select id from cashtide.customer where number = 'BC1'")) {
            row.next();
            return row.getObject(1, UUID.class);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two customers with an invoice each; answers with the import's id once they are in. */
    private static String imported(Api api, String prefix) throws Exception {
        String name = prefix.equals("B") ? "Boreal GmbH" : "Acorn GmbH";
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "customers.csv",
                "customer_number,name,segment,currency,terms_code,terms_days\n%1$sC1,%2$s,S,EUR,NET30,30\n%1$sC2,%2$s 2,S,EUR,NET30,30\n");
        files.put(
                "invoices.csv",
                "invoice_number,customer_number,invoice_date,due_date,currency,amount\n"
                        + "%1$s-1,%1$sC1,2026-02-01,2026-03-03,EUR,100.00\n%1$s-2,%1$sC2,2026-02-01,2026-03-03,EUR,200.00\n");
        files.put(
                "payments.csv",
                "payment_number,received_date,customer_number,invoice_number,currency,amount\n%1$sP1,2026-03-01,%1$sC1,%1$s-1,EUR,10.00\n");
        files.replaceAll((file, lines) -> lines.formatted(prefix, name));
        return api.imported(files);
    }

    /** Status and body. */
    private static String call(Route route, String name) throws IOException {
        Api.Answer answer = acme.send(
                route.method(), route.path().replace("%s", name), route.body().replace("%s", name));
        return answer.status() + " " + answer.body();
    }
}
