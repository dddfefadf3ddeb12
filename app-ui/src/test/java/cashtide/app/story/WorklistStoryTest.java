package cashtide.app.story;

import static com.microsoft.playwright.options.WaitForSelectorState.DETACHED;
import static org.assertj.core.api.Assertions.assertThat;

import cashtide.app.fixture.Api;
import cashtide.app.fixture.AppInBrowser;
import cashtide.app.fixture.RunningApp;
import cashtide.app.identity.TenantRole;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A collector's day on the worklist, before the first scores, by the keyboard. */
final class WorklistStoryTest {

    private static final String NAMES = ".ct-worklist-grid .ct-cut.ct-b";
    private static final String BESIDE = ".ct-detail .ct-name";

    @RegisterExtension
    static final AppInBrowser APP = new AppInBrowser(WorklistStoryTest::customersWhoOwe);

    private Page page;

    private static void customersWhoOwe(RunningApp app) throws Exception {
        app.tenant("acme", "Acme", "#0b5f8f", "#6cb8e8", LocalDate.parse("2026-03-31"));
        app.person("acme", "wim.weber", "Wim", "Weber", TenantRole.COLLECTOR);
        app.person("acme", "wanda.rau", "Wanda", "Rau", TenantRole.AR_CLERK);
        app.person("acme", "walter.conti", "Walter", "Conti", TenantRole.CFO);
        Api.of(app, "acme")
                .imported(Map.of(
                        "customers.csv",
                        "customer_number,name,currency\nC1,Nord AG,EUR\nC2,Jung AG,EUR\nC3,West AG,EUR\nC4,Ost AG,EUR\n",
                        "invoices.csv",
                        "invoice_number,customer_number,invoice_date,due_date,currency,amount\n"
                                + "R1,C1,2026-02-01,2026-03-03,EUR,9000.00\nR2,C2,2026-02-01,2026-03-03,EUR,5000.00\n"
                                + "R3,C3,2026-02-01,2026-03-03,EUR,1000.00\nR4,C4,2026-02-01,2026-03-03,EUR,900.00\n"));
    }

    @Test
    void theKeysMoveSearchAndOpen() {
        open("wim.weber", "/worklist?min=1000");
        page.waitForSelector("text=/3 accounts, by usual lateness, not scored yet/");
        shows("Nord AG");
        assertThat(page.textContent(".ct-detail")).contains("not scored yet");
        press("j");
        shows("Jung AG");
        press("j");
        shows("West AG");
        press("k");
        shows("Jung AG");

        page.setViewportSize(1_024, 800);
        page.waitForFunction("""
                () => {
                  const keys = document.querySelector("[aria-label='Keys']");
                  const at = keys.getBoundingClientRect();
                  return keys.contains(document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2));
                }""");
        page.setViewportSize(1_440, 900);
        press("?");
        page.waitForSelector("text=Next, previous account");
        press("Escape");
        page.waitForSelector("text=Next, previous account", new Page.WaitForSelectorOptions().setState(DETACHED));
        assertThat(page.textContent(BESIDE)).as("only the dialog was closed").isEqualTo("Jung AG");

        press("/");
        page.waitForFunction("() => document.activeElement.closest('.ct-search')");
        page.keyboard().type("jung");
        page.waitForURL("**q=jung**");
        page.waitForSelector("text=/1 account, by/");
        shows("Jung AG");
        page.reload();
        page.waitForSelector("text=/1 account, by/");
        assertThat(page.inputValue(".ct-search input")).isEqualTo("jung");
        assertThat(page.url()).as("what the address said before").contains("min=1000");
        shows("Jung AG");
        assertThat(page.locator(NAMES + ":visible").allTextContents()).containsExactly("Jung AG");

        press("Escape");
        page.waitForSelector("text=Choose an account to see why it is on the list.");
        press("j");
        shows("Jung AG");
        press("Enter");
        page.waitForURL("**/customers/C2");
        page.waitForSelector("h1:has-text('Jung AG')");
    }

    @Test
    void aCallAndAPromiseAreRecordedOnceAndStay() {
        open("wim.weber", "/worklist?tab=all&q=Ost");
        shows("Ost AG");
        press("c");
        page.waitForSelector("text=Call Ost AG");
        page.focus("vaadin-dialog textarea");
        page.keyboard().type("asks for a copy");
        page.dblclick("#act");
        page.waitForSelector("text=Call logged");
        page.waitForSelector("#act", new Page.WaitForSelectorOptions().setState(DETACHED));

        press("p");
        page.waitForSelector("text=Promise of Ost AG");
        page.focus("vaadin-dialog vaadin-big-decimal-field input");
        press("Control+a");
        page.keyboard().type("400");
        press("Control+Enter");
        press("Control+Enter");
        page.waitForSelector("text=Promise recorded");

        page.reload();
        shows("Ost AG");
        page.waitForSelector(".ct-detail:has-text('Promise of EUR 400.00')");
        assertThat(page.textContent(".ct-detail"))
                .contains("Call, reached")
                .contains("\u201casks for a copy\u201d Logged by Wim Weber");
        assertThat(page.textContent(".ct-done")).contains("EUR 400.00").contains("promised today");
        assertThat(page.textContent(".ct-advice")).contains("Last contact ");
        page.setViewportSize(2_600, 900);
        page.waitForSelector("vaadin-grid-cell-content:has-text('Contact'):visible");
        page.waitForSelector("vaadin-grid-cell-content:has-text('Next step'):visible");
        assertThat(number("select count(*) from cashtide.activity")).isEqualTo(1);
        assertThat(number("select count(*) from cashtide.promise")).isEqualTo(1);
        assertThat(number("select sum(amount_minor) from cashtide.promise"))
                .as("the amount that was typed")
                .isEqualTo(40_000);
    }

    @Test
    void whoOnlyLooksIsOfferedNothingToRecord() {
        open("walter.conti", "/worklist");
        page.waitForSelector("text=Nothing here");
        page.navigate(APP.address("acme") + "/customers/C1");
        page.waitForSelector("h1:has-text('Nord AG')");
        assertThat(actions()).isZero();
        assertThat(page.textContent(".ct-strip"))
                .as("usual lateness is neither high nor low")
                .contains("not scored yet")
                .contains("by usual lateness")
                .doesNotContain("high");
        page.context().close();
        open("wanda.rau", "/customers/C1");
        page.waitForSelector("h1:has-text('Nord AG')");
        assertThat(actions()).as("a clerk may").isEqualTo(3);
    }

    private int actions() {
        return page.locator(".ct-head vaadin-button")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("Call|Promise|Note")))
                .count();
    }

    private void open(String username, String path) {
        page = APP.signedIn("acme", username);
        page.navigate(APP.address("acme") + path);
    }

    private void press(String key) {
        page.keyboard().press(key);
    }

    /** The account is beside the list, and its row is the selected one. */
    private void shows(String name) {
        page.waitForSelector(BESIDE + ":has-text('" + name + "')");
        page.waitForFunction("""
                name => [...document.querySelector('.ct-worklist-grid').shadowRoot
                    .querySelectorAll("#items tr[aria-selected='true']")]
                  .some(row => [...row.children].some(cell => cell._content && cell._content.textContent.includes(name)))""", name);
    }

    private static long number(String sql) {
        try (var connection = APP.app().database().database().connectAsSuperuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
