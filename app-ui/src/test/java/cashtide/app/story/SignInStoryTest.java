package cashtide.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.app.fixture.AppInBrowser;
import cashtide.app.fixture.RunningApp;
import cashtide.app.identity.TenantDirectory;
import cashtide.app.identity.TenantRole;
import cashtide.app.signin.Membership;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantHosts;
import cashtide.tenant.TenantId;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two tenants, people in one of them, a real Keycloak and a real browser. */
final class SignInStoryTest {

    @RegisterExtension
    static final AppInBrowser APP = new AppInBrowser(SignInStoryTest::twoTenants);

    private Page page;

    private static void twoTenants(RunningApp app) {
        app.tenant("acme", "Acme", "#0b5f8f", "#6cb8e8", LocalDate.parse("2019-09-30"));
        app.tenant("borealis", "Borealis", "#8c2a63", "#e79bc6", null);
        app.person("acme", "katrin.vogel", "Katrin", "Vogel", TenantRole.TENANT_ADMIN);
        app.person("acme", "jonas.weber", "Jonas", "Weber", TenantRole.COLLECTOR);
    }

    @Test
    void anAdministratorSignsInAndSeesTheirScreens() {
        page = APP.window();
        signIn("acme", "katrin.vogel");
        openOperations();
        assertThat(page.textContent(".ct-brand")).contains("Acme");
        assertThat(page.textContent(".ct-me")).contains("Katrin Vogel").contains("Tenant admin");
        assertThat(page.textContent(".ct-nav")).contains("Operations");
        shot("operations-light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        shot("operations-dark");
    }

    @Test
    void signingOutEndsTheSessionHereAndAtKeycloak() {
        page = APP.window();
        signIn("acme", "katrin.vogel");
        openOperations();
        page.click(".ct-me-button");
        page.click("#sign-out");
        page.waitForSelector("#username");
        page.navigate(APP.address("acme") + "/operations");
        page.waitForSelector("#username");
        assertThat(page.url()).doesNotStartWith(APP.address("acme").toString());
    }

    @Test
    void aPersonOfAcmeGetsARefusalAtBorealisAndNoRedirectLoop() {
        page = APP.window();
        signIn("borealis", "katrin.vogel");
        page.waitForSelector("h1:has-text('No access to this company')");
        assertThat(page.textContent("main")).contains("katrin.vogel").doesNotContain("Acme");
        Response again = page.navigate(APP.address("borealis") + "/operations");
        assertThat(again.status()).isEqualTo(403);
        shot("refused");
    }

    @Test
    void aSessionCookieCarriedToAnotherTenantsHostIsWorthNothing() {
        page = APP.window();
        signIn("acme", "katrin.vogel");
        openOperations();
        Cookie session = page.context().cookies(APP.address("acme").toString()).stream()
                .filter(cookie -> cookie.name.equals("cashtide"))
                .findFirst()
                .orElseThrow();
        assertThat(session.httpOnly).isTrue();
        page.context()
                .addCookies(List.of(new Cookie("cashtide", session.value)
                        .setUrl(APP.address("borealis").toString())));
        Response carried = page.navigate(APP.address("borealis") + "/operations");
        assertThat(carried.status()).isEqualTo(403);
    }

    @Test
    void whoIsRemovedIsSignedOutOfAnOpenPage() {
        APP.app().person("acme", "petra.sommer", "Petra", "Sommer", TenantRole.COLLECTOR);
        Membership membership = APP.app().bean(Membership.class);
        String petra = APP.app().bean(TenantDirectory.class).members("acme").stream()
                .filter(member -> member.person().username().equals("petra.sommer"))
                .findFirst()
                .orElseThrow()
                .userId();
        page = APP.window();
        signIn("acme", "petra.sommer");
        page.waitForSelector(".ct-nav");
        membership.remove(admin("acme"), "acme", petra);
        page.waitForTimeout(1_100);
        page.click(".ct-nav >> text=Customers");
        page.waitForSelector("text=Signed out");
    }

    private static Actor admin(String alias) {
        TenantId tenant =
                Objects.requireNonNull(APP.app().bean(TenantHosts.class).find(alias));
        return Actor.job(tenant, "administrator");
    }

    @Test
    void aRouteThatTheRolesDoNotAllowIsRefusedThoughTheAddressIsKnown() {
        page = APP.window();
        signIn("acme", "jonas.weber");
        page.waitForSelector(".ct-nav");
        assertThat(page.textContent(".ct-nav")).doesNotContain("Operations");
        page.navigate(APP.address("acme") + "/operations");
        page.waitForSelector("text=Nothing here");
        assertThat(page.locator("vaadin-grid").count()).isZero();
    }

    @Test
    void pagesCarryTheHeadersThatBrowsersNeed() {
        page = APP.window();
        signIn("acme", "katrin.vogel");
        openOperations();
        Response first = page.navigate(APP.address("acme") + "/operations");
        assertThat(first.headers())
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("referrer-policy", "same-origin")
                .hasEntrySatisfying("content-security-policy", policy -> assertThat(policy)
                        .contains("default-src 'self'")
                        .contains("frame-ancestors 'none'")
                        .contains("object-src 'none'"));
    }

    @Test
    void anAdministratorInvitesAPersonWhoThenSignsIn() {
        page = APP.window();
        signIn("acme", "katrin.vogel");
        page.waitForSelector(".ct-nav");
        page.navigate(APP.address("acme") + "/users");
        page.click("vaadin-button:has-text('Invite a person')");
        page.fill("vaadin-email-field input", "nina.neu@acme.example");
        page.fill("vaadin-text-field:has-text('First name') input", "Nina");
        page.fill("vaadin-text-field:has-text('Last name') input", "Neu");
        page.click("vaadin-dialog vaadin-multi-select-combo-box input");
        page.click("vaadin-multi-select-combo-box-item:has-text('Data analyst')");
        page.keyboard().press("Escape");
        page.click("vaadin-button:text-is('Invite')");
        page.waitForSelector("text=Invited. Password for the first sign-in, shown once");
        String words = page.textContent("vaadin-dialog p[role=status]");
        String password = words.substring(words.indexOf("once: ") + "once: ".length());
        page.click("vaadin-button:text-is('Close')");
        page.waitForSelector("vaadin-grid >> text=nina.neu@acme.example");
        page.context().close();

        page = APP.window();
        signIn("acme", "nina.neu@acme.example", password);
        page.fill("#password-new", RunningApp.PASSWORD);
        page.fill("#password-confirm", RunningApp.PASSWORD);
        page.click("[type=submit]");
        page.waitForSelector(".ct-me:has-text('Data analyst')");
        page.navigate(APP.address("acme") + "/models");
        page.waitForSelector("text=Nothing to judge yet.");
    }

    @Test
    void aCfoBeginsWithTheCashForecastAndTheModelsAreOpen() {
        APP.app().person("acme", "carla.conti", "Carla", "Conti", TenantRole.CFO);
        page = APP.window();
        signIn("acme", "carla.conti");
        page.waitForURL("**/forecast");
        page.waitForSelector("h1:has-text('Cash forecast')");
        page.click(".ct-nav >> text=Models");
        page.waitForSelector("h1:has-text('Models')");
        page.waitForSelector("text=Nothing to judge yet.");
        page.waitForSelector("text=No model has scored yet.");
    }

    /** The first screen of an administrator's menu is another one. */
    private void openOperations() {
        page.waitForSelector(".ct-nav");
        page.navigate(APP.address("acme") + "/operations");
        page.waitForSelector("h1:has-text('Operations')");
    }

    @Test
    void aHostOfNoTenantSaysWhichAddressToUse() throws IOException {
        assertThat(get("/", "nobody.localhost:" + APP.app().port()))
                .startsWith("HTTP/1.1 404")
                .contains("your-company.localhost:" + APP.app().port());
        assertThat(get("/operations", "localhost:" + APP.app().port())).startsWith("HTTP/1.1 404");
    }

    @Test
    void readinessNeedsNoSignInAndNoTenant() throws IOException {
        assertThat(get("/actuator/health/readiness", "localhost:" + APP.app().port()))
                .startsWith("HTTP/1.1 200")
                .contains("UP");
        assertThat(get("/actuator/env", "acme.localhost:" + APP.app().port())).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void theApisOfProgramsAndOperatorRefuseCallsWithoutAToken() throws IOException {
        assertThat(get("/api/v1/imports", "acme.localhost:" + APP.app().port()))
                .startsWith("HTTP/1.1 401")
                .contains("TOKEN_MISSING");
        assertThat(get("/api/platform/tenants", "localhost:" + APP.app().port()))
                .startsWith("HTTP/1.1 401");
    }

    private void signIn(String alias, String username) {
        signIn(alias, username, RunningApp.PASSWORD);
    }

    private void signIn(String alias, String username, String password) {
        page.navigate(APP.address(alias).toString());
        page.fill("#username", username);
        page.fill("#password", password);
        page.click("#kc-login");
    }

    private void shot(String name) {
        String folder = System.getProperty("cashtide.screenshots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }

    /** By hand, since Java's HTTP client neither resolves these hosts everywhere nor lets the Host header be set. */
    private static String get(String path, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", APP.app().port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }
}
