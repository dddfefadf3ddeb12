package cashtide.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.app.fixture.LocalStack;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.dataplane.DataPlane;
import cashtide.dataplane.Freshness;
import cashtide.dataplane.RequestRun;
import cashtide.dataplane.RunKind;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantHosts;
import cashtide.tenant.TenantId;
import cashtide.tenant.Tenants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of everything that {@code ./cashtide run} started, in the middle of an import; then of the app and the worker alone. */
final class WholeStackCrashTest {

    private static final int ACKNOWLEDGED = 40;
    private static final int INTERRUPTED = 12_000;
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-01");

    @TempDir
    private Path data;

    @TempDir
    private Path files;

    @Test
    void nothingThatWasAcknowledgedIsLostAndNothingIsThereTwice() throws Exception {
        Path first = folder("first", "A", ACKNOWLEDGED);
        Path second = folder("second", "B", INTERRUPTED);
        try (LocalStack stack = LocalStack.start(data)) {
            stack.tenant("acme", "Acme", null);
            Process done = stack.importing("acme", first);
            String said = output(done);
            assertThat(done.waitFor()).as(said).isZero();
            Process cutOff = stack.importing("acme", second);
            Books books = Books.of(stack);
            await("the second import is under way", () -> books.count("import_run where status = 'importing'") == 1);
            stack.kill();
            assertThat(output(cutOff)).doesNotContain("  done");
            assertThat(cutOff.waitFor()).isNotZero();
            try (LocalStack again = stack.startAgain()) {
                Books kept = Books.of(again);
                // It goes on by itself: its files were kept.
                await("the second import is in", () -> kept.count("import_run where status = 'done'") == 2);
                kept.haveEachRowOnce();
                again.killPart("app");
                again.killPart("worker");
                Process repeated = again.importing("acme", second);
                String answer = output(repeated);
                assertThat(repeated.waitFor()).as(answer).isZero();
                kept.haveEachRowOnce();
                kept.areThoseOfTheLake();
            }
        }
    }

    /** The books of the tenant, as the app's own login sees them. */
    private record Books(Tenants tenants, Actor actor) {

        static Books of(LocalStack stack) throws IOException {
            Tenants tenants = new Tenants(stack.database(), InstantSource.system());
            TenantId tenant = Objects.requireNonNull(new TenantHosts(stack.database()).find("acme"));
            return new Books(tenants, Actor.job(tenant, "crash test"));
        }

        long count(String from) {
            return tenants.inTx(actor, tx -> number(tx.sql().fetchValue("select count(*) from " + from)));
        }

        private static long number(Object value) {
            return ((Number) value).longValue();
        }

        void haveEachRowOnce() {
            int rows = ACKNOWLEDGED + INTERRUPTED;
            assertThat(count("invoice")).isEqualTo(rows);
            assertThat(count("payment")).isEqualTo(rows);
            assertThat(count("payment_application")).isEqualTo(rows);
            assertThat(count("(select 1 from invoice group by number having count(*) > 1)"))
                    .isZero();
            assertThat(count("open_item where open_minor <> 100")).isZero();
            assertThat(count("(select 1 from journal_line group by currency having sum(amount_minor) <> 0)"))
                    .isZero();
        }

        void areThoseOfTheLake() throws InterruptedException {
            Instant asked = Instant.now();
            Outcome<?> outcome = new RequestRun(new Commands(tenants))
                    .handle(actor, new RequestRun.Request(CommandId.fresh(), RunKind.RECONCILE));
            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            DataPlane plane = new DataPlane(tenants);
            await("the books are compared with the lake", () -> {
                Freshness found = plane.freshness(actor);
                return found.reconciledAt() != null && found.reconciledAt().isAfter(asked);
            });
            assertThat(plane.freshness(actor).lakeEqualsCore())
                    .as("%s", plane.freshness(actor).reconciled())
                    .isTrue();
        }
    }

    /** Invoices of 201.00, of each of which 200.00 is paid. */
    private Path folder(String name, String letter, int rows) throws IOException {
        Path folder = Files.createDirectory(files.resolve(name));
        StringBuilder invoices = new StringBuilder("invoice_number,customer_number,invoice_date,currency,amount\n");
        StringBuilder payments =
                new StringBuilder("payment_number,received_date,customer_number,invoice_number,currency,amount\n");
        for (int i = 0; i < rows; i++) {
            LocalDate day = FIRST_DAY.plusDays(i % 200);
            String invoice = letter + i;
            invoices.append(invoice + ",C1," + day + ",EUR,201.00\n");
            payments.append("P" + invoice + "," + day.plusDays(20) + ",C1," + invoice + ",EUR,200.00\n");
        }
        Files.writeString(
                folder.resolve("customers.csv"), "customer_number,name,currency,terms_days\nC1,Nord AG,EUR,30\n");
        Files.writeString(folder.resolve("invoices.csv"), invoices);
        Files.writeString(folder.resolve("payments.csv"), payments);
        return folder;
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(String what, Condition condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(3));
        while (!condition.holds()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            Thread.sleep(20);
        }
    }
}
