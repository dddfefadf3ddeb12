package cashtide.app.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cashtide.app.fixture.Chromium;
import cashtide.app.fixture.LocalStack;
import cashtide.fixture.Needs;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job from end to end, with all the real parts: files in, PostgreSQL, Flink, Iceberg, the models, and what a
 * CFO and a collector then see of a real company's receivables.
 */
final class ReceivablesStoryTest {

    private static final LocalDate FIRST_DAY = LocalDate.parse("2019-09-30");

    @TempDir
    private Path data;

    @Test
    void aHistoryIsImportedScoredForecastAndReplayed() throws Exception {
        Chromium.assumeThere();
        Path files = Needs.receivables2019();
        try (LocalStack stack = LocalStack.start(data);
                Chromium chromium = Chromium.start()) {
            stack.tenant("replay", "Replay Trading", FIRST_DAY);
            stack.tenant("other", "Other Company", FIRST_DAY);
            stack.person("replay", "carla.cfo", "Carla", "Conti", List.of("cfo", "tenant-admin", "collector"));
            stack.person("other", "otto.cfo", "Otto", "Olsen", List.of("cfo", "tenant-admin", "collector"));
            Page page = chromium.signedIn(stack.address("replay"), "carla.cfo", LocalStack.PASSWORD);
            importFiles(page, stack, files);
            worklistAfterScores(page, stack);
            twoAtOnce(page);
            twoItemsAtOnce(page, stack);
            forecastWithPast(page, stack);
            behindABar(page);
            String customer = drillToInvoice(page, stack);
            fourWeeksLater(page, stack, files);
            page.context().close();
            nothingOfItAtTheOther(chromium, stack, customer);
        }
    }

    private static void importFiles(Page page, LocalStack stack, Path files) {
        page.navigate(stack.address("replay") + "/imports");
        page.waitForSelector("vaadin-upload");
        page.setInputFiles("vaadin-upload input[type=file]", new Path[] {
            files.resolve("customers.csv"), files.resolve("invoices.csv"), files.resolve("payments.csv")
        });
        page.waitForSelector("#check-files:not([disabled])");
        page.waitForFunction("() => document.querySelectorAll('.ct-file').length === 3");
        page.click("#check-files");
        page.waitForSelector("vaadin-progress-bar:visible");
        page.waitForSelector("#import:not([disabled])", longWait());
        assertThat(page.textContent("#import")).matches("Import [\\d,]{6,} lines");
        page.click("#import");
        // A person sees it move on before it is done.
        page.waitForFunction(
                "() => /\\d+%/.test(document.querySelector('.ct-run-card').textContent)", null, longFunction());
        page.waitForFunction(
                "() => document.querySelector('.ct-run-card').textContent.includes('All lines are in')",
                null,
                longFunction());
    }

    private static void worklistAfterScores(Page page, LocalStack stack) throws InterruptedException {
        reloadUntil(page, stack.address("replay") + "/forecast", ".ct-chart");
        page.navigate(stack.address("replay") + "/worklist");
        page.locator(".ct-worklist-grid .ct-u").first().waitFor();
    }

    /** Two accounts are marked by key, rest together, and come back together. */
    private static void twoAtOnce(Page page) {
        String waiting = page.textContent(".ct-tabs vaadin-tab:first-child .ct-count");
        String marked = ".ct-marked:visible";
        page.keyboard().press("m");
        page.waitForSelector(marked + ":has-text('1 account marked')");
        page.keyboard().press("m");
        page.waitForSelector(marked + ":has-text('2 accounts marked')");
        page.click(marked + " vaadin-button:has-text('Snooze')");
        page.click("#act");
        page.waitForFunction(
                "all => document.querySelector('.ct-tabs vaadin-tab .ct-count').textContent !== all", waiting);
        assertThat(page.isVisible(marked)).isFalse();
        page.click("#undo");
        page.waitForFunction(
                "all => document.querySelector('.ct-tabs vaadin-tab .ct-count').textContent === all", waiting);
    }

    /** Two open items are marked by key, disputed, and taken back; the page brings the tenant's mark for the browser's tab. */
    private static void twoItemsAtOnce(Page page, LocalStack stack) {
        page.navigate(stack.address("replay") + "/open-items");
        page.locator(".ct-list-grid .ct-mark").first().waitFor();
        page.keyboard().press("m");
        page.keyboard().press("m");
        String marked = ".ct-marked:visible";
        page.waitForSelector(marked + ":has-text('2 items marked')");
        page.click(marked + " vaadin-button:has-text('Dispute')");
        page.click("#act");
        page.waitForSelector("text=2 disputed");
        assertThat(page.isVisible(marked)).isFalse();
        page.click("#undo");
        page.waitForSelector("text=Undone");
        assertThat(page.evaluate("fetch('/favicon.ico').then(answer => answer.status)"))
                .isEqualTo(200);
        page.navigate(stack.address("replay") + "/worklist");
    }

    private static void forecastWithPast(Page page, LocalStack stack) throws InterruptedException {
        // Forecasts of past weeks, from what was known then, follow the first scores.
        reloadUntil(
                page, stack.address("replay") + "/forecast", "text=/naive|baseline|mean delay|roll rates|last 50/i");
        assertThat(page.textContent(".ct-page")).contains("As of 30 Sep").contains("weekly error (WAPE), last");
    }

    /** The second week's bar opens the items behind it: as they are saved they sum to what the dialog says of them. */
    private static void behindABar(Page page) throws IOException {
        Locator chart = page.locator("ct-driver-chart");
        chart.scrollIntoViewIfNeeded();
        page.waitForFunction("() => document.querySelector('ct-driver-chart')._chart");
        double across =
                ((Number) chart.evaluate("chart => chart._chart.convertToPixel('grid', [1, 0])[0]")).doubleValue();
        chart.click(new Locator.ClickOptions().setPosition(across, chart.boundingBox().height - 40));
        page.waitForSelector("text=Week of 8 Oct 2019");
        String words = page.textContent("vaadin-dialog p");
        Matcher said = Pattern.compile("([\\d,]+) open items, expected together USD ([\\d,]+) of a P50 of ([\\d,]+)"
                        + "(?:; ([\\d,]+) of it not yet invoiced)?")
                .matcher(words);
        assertThat(said.find()).as(words).isTrue();
        page.waitForSelector("vaadin-dialog >> text=/INV-/");
        page.locator("#export").last().click();
        Path saved =
                page.waitForDownload(() -> page.click("#export-csv:visible")).path();
        List<String> lines = Files.readAllLines(saved);
        assertThat(lines.size() - 1).isEqualTo((int) figure(said.group(1)));
        assertThat(lines.getFirst()).endsWith("Expected");
        double sum = lines.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                .sum();
        assertThat(sum).as("what the items are expected to bring").isCloseTo(figure(said.group(2)), within(0.51));
        page.reload();
        page.click("[aria-label='Show 13 weeks by driver as a table']");
        List<String> week = row(page, "13 weeks by driver", "8 Oct 2019");
        assertThat(week.get(5)).as("P50").isEqualTo(said.group(3));
        assertThat(week.get(4)).as("not yet invoiced").isEqualTo(said.group(4) == null ? "0" : said.group(4));
    }

    private static double figure(String words) {
        return Double.parseDouble(words.replace(",", ""));
    }

    /** Answers with the customer at the head of the list, whose invoices were opened. */
    private static String drillToInvoice(Page page, LocalStack stack) {
        page.navigate(stack.address("replay") + "/worklist");
        Locator first = page.locator(".ct-worklist-grid .ct-cut.ct-b").first();
        String customer = first.textContent().strip();
        assertThat(customer).isNotEmpty();
        first.click();
        page.locator(".ct-items-grid").getByText("INV-").first().waitFor();
        assertThat(page.textContent(".ct-detail")).contains(customer);
        return customer;
    }

    private static void fourWeeksLater(Page page, LocalStack stack, Path files) throws Exception {
        page.navigate(stack.address("replay") + "/sandbox-day");
        page.click("#advance-28");
        page.click("vaadin-button[slot=confirm-button]");
        page.waitForSelector(".ct-sandbox-result:has-text('rows posted')", longWait());
        page.navigate(stack.address("replay") + "/forecast?asof=" + FIRST_DAY);
        page.click("[aria-label='Show Cash per week as a table']");
        // Four of its weeks are over: what came stands beside what was forecast.
        for (String week : List.of("1 Oct 2019", "8 Oct 2019", "15 Oct 2019", "22 Oct 2019")) {
            List<String> cells = row(page, week);
            assertThat(Double.parseDouble(cells.get(1).replace(",", "")))
                    .as("whole dollars that came in the week of " + week)
                    .isCloseTo(came(files, week), within(1.0));
            assertThat(cells.get(2)).as("forecast for the week of " + week).matches("[\\d,.]+");
        }
        assertThat(row(page, "29 Oct 2019").get(1)).as("not over").isEmpty();
        reloadUntil(page, stack.address("replay") + "/forecast", ".ct-page:has-text('As of 28 Oct')");
    }

    /** What the files say was received in the seven days from then on, in dollars. */
    private static double came(Path files, String week) throws IOException {
        LocalDate from = LocalDate.parse(week, DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK));
        try (Stream<String> payments = Files.lines(files.resolve("payments.csv"))) {
            return payments.skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(row -> row[4].equals("USD"))
                    .filter(row -> {
                        LocalDate received = LocalDate.parse(row[1]);
                        return !received.isBefore(from) && received.isBefore(from.plusDays(7));
                    })
                    .mapToDouble(row -> Double.parseDouble(row[5]))
                    .sum();
        }
    }

    private static List<String> row(Page page, String week) {
        return row(page, "Cash per week", week);
    }

    private static List<String> row(Page page, String table, String week) {
        Locator row = page.locator("table[aria-label='" + table + "'] tbody tr")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + week)));
        // Reading all of something waits for nothing: the table comes with the server's answer.
        row.first().waitFor();
        return row.first().locator("td").allTextContents();
    }

    private static void nothingOfItAtTheOther(Chromium chromium, LocalStack stack, String customer) {
        Page page = chromium.signedIn(stack.address("other"), "otto.cfo", LocalStack.PASSWORD);
        // What each page says when it has nothing to show: before that it has not shown anything at all.
        Map<String, String> nothing = Map.of(
                "/worklist", "Nothing waits here",
                "/forecast", "No forecast yet",
                "/customers", "No customers yet",
                "/open-items", "Nothing is open here",
                "/aging", "Nothing was open");
        nothing.forEach((path, words) -> {
            page.navigate(stack.address("other") + path);
            page.waitForSelector("text=/" + words + "/i");
            assertThat(page.textContent("body"))
                    .as(path)
                    .doesNotContain(customer)
                    .doesNotContain("INV-0");
        });
    }

    /** The data plane needs its time; a person would press reload as well. */
    private static void reloadUntil(Page page, String address, String selector) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (true) {
            page.navigate(address);
            page.waitForSelector(".ct-nav");
            page.waitForTimeout(1_500);
            if (page.locator(selector).count() > 0) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(address + " never showed " + selector + ": " + page.textContent("body"));
            }
            TimeUnit.SECONDS.sleep(3);
        }
    }

    private static Page.WaitForSelectorOptions longWait() {
        return new Page.WaitForSelectorOptions().setTimeout(TimeUnit.MINUTES.toMillis(5));
    }

    private static Page.WaitForFunctionOptions longFunction() {
        return new Page.WaitForFunctionOptions().setTimeout(TimeUnit.MINUTES.toMillis(5));
    }
}
