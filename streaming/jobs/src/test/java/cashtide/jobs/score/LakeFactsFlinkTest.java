package cashtide.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.FlinkCluster;
import cashtide.jobs.WorkerSettings;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.fixture.Published;
import cashtide.jobs.fixture.WorkerConfig;
import cashtide.lake.Lake;
import cashtide.lake.Moment;
import cashtide.lake.TenantName;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.facts.PromiseFact;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts of the lake as they were known on past days: nothing of what came to light later is seen. */
final class LakeFactsFlinkTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-07-10");

    @TempDir
    private Path folder;

    @Test
    void whatWasTakenBackOrReplacedLaterCountsUntilThen() throws Exception {
        try (CoreDatabase core = CoreDatabase.create()) {
            UUID tenant = core.tenant("acme");
            core.sandbox(tenant, TODAY.toString());
            // Paid on 10 May; the payment bounced on 5 June, and came again on 20 June.
            core.execute(Rows.invoice(tenant, "BOUNCED", 100_00));
            core.execute(Rows.payment(tenant, "BOUNCED", "P1", "2026-05-10", 100_00));
            core.execute(Rows.reversal(tenant, "P1", "2026-06-05"));
            core.execute(Rows.payment(tenant, "BOUNCED", "P2", "2026-06-20", 100_00));
            // Brought by an import that was undone.
            core.execute(Rows.invoice(tenant, "UNDONE", 70_00));
            core.execute(Rows.payment(tenant, "UNDONE", "P3", "2026-05-10", 70_00));
            core.execute(Rows.reversal(tenant, "P3", "2026-06-05"));
            core.execute("update payment set number = number || ' (undone ' || id || ')' where number = 'P3'");
            // A promise of 8 June that another took the place of on 2 July.
            core.execute(Rows.promise(tenant, "2026-06-08", "2026-07-05", "replaced", "'2026-07-02'"));
            core.execute(Rows.promise(tenant, "2026-07-02", "2026-07-20", "open", "null"));
            WorkerSettings settings = WorkerConfig.write(core, folder);
            try (FlinkCluster cluster = FlinkCluster.start(settings.checkpoints())) {
                Published.everything(core, settings, cluster);
                Moment moment = Objects.requireNonNull(Lake.open(settings.lake())
                        .tenant(new TenantName(tenant, "acme"))
                        .newest());
                Instant now = Clock.systemUTC().instant();
                TenantFacts facts = Objects.requireNonNull(LakeFacts.read(moment, now));
                History history = facts.history();
                assertThat(open(history, "2026-05-09")).containsExactly("BOUNCED", "UNDONE");
                assertThat(open(history, "2026-05-20"))
                        .as("paid, as far as was known")
                        .containsExactly("UNDONE");
                assertThat(open(history, "2026-06-05")).as("open again").containsExactly("BOUNCED", "UNDONE");
                assertThat(open(history, "2026-06-20")).containsExactly("UNDONE");

                assertThat(promised(history, "2026-06-07")).isEmpty();
                assertThat(promised(history, "2026-06-30")).containsExactly(LocalDate.parse("2026-07-05"));
                assertThat(promised(history, "2026-07-02")).containsExactly(LocalDate.parse("2026-07-20"));

                assertThat(came(moment, facts))
                        .as("by weeks that end on Fridays: what bounced had come, what was undone had not")
                        .containsExactly("2026-05-09 100.0000", "2026-06-20 100.0000");
            }
        }
    }

    private static List<String> open(History history, String evening) {
        return history.openInvoices(AsOf.endOf(LocalDate.parse(evening), history.zone())).stream()
                .map(InvoiceFact::number)
                .sorted()
                .toList();
    }

    private static List<LocalDate> promised(History history, String evening) {
        AsOf asOf = AsOf.endOf(LocalDate.parse(evening), history.zone());
        return history.invoices().stream()
                .map(InvoiceHistory::promises)
                .flatMap(List::stream)
                .filter(promise -> promise.standsAt(asOf))
                .map(PromiseFact::promisedOn)
                .distinct()
                .toList();
    }

    private static List<String> came(Moment moment, TenantFacts facts) {
        return new ForecastVsActual(moment, facts)
                .came().entrySet().stream()
                        .map(week -> week.getKey().start() + " " + week.getValue())
                        .sorted()
                        .toList();
    }

    /** Rows as the core's tables have them. */
    private static final class Rows {

        private Rows() {}

        static String invoice(UUID tenant, String number, long minor) {
            return """
                begin;
                insert into invoice (tenant_id, id, kind, number, customer_id, invoice_date, due_date, terms, currency,
                                     amount_minor, known_at)
                select '%1$s', uuidv7(), 'invoice', '%2$s', id, '2026-04-01', '2026-05-01', 'net 30', 'EUR', %3$d,
                       '2026-04-01 12:00Z' from customer where tenant_id = '%1$s';
                insert into open_item (tenant_id, id, invoice_id, kind, number, customer_id, invoice_date, due_date,
                                       currency, amount_minor, open_minor, known_at)
                select tenant_id, uuidv7(), id, kind, number, customer_id, invoice_date, due_date, currency, amount_minor,
                       amount_minor, known_at
                from invoice where tenant_id = '%1$s' and number = '%2$s';
                commit""".formatted(tenant, number, minor);
        }

        static String payment(UUID tenant, String invoice, String number, String day, long minor) {
            return """
                begin;
                insert into payment (tenant_id, id, number, customer_id, received_on, currency, amount_minor,
                                     unapplied_minor, known_at)
                select '%1$s', uuidv7(), '%3$s', id, '%4$s', 'EUR', %5$d, 0, '%4$s 12:00Z'
                from customer where tenant_id = '%1$s';
                insert into payment_application (tenant_id, id, payment_id, open_item_id, invoice_id, customer_id,
                                                 applied_on, currency, amount_minor, evidence, known_at)
                select p.tenant_id, uuidv7(), p.id, o.id, o.invoice_id, o.customer_id, p.received_on, p.currency,
                       p.amount_minor, 'by_hand', p.known_at
                from payment p join open_item o on o.tenant_id = p.tenant_id and o.number = '%2$s'
                where p.tenant_id = '%1$s' and p.number = '%3$s';
                commit""".formatted(tenant, invoice, number, day, minor);
        }

        static String reversal(UUID tenant, String payment, String day) {
            return """
                begin;
                insert into payment_application (tenant_id, id, payment_id, open_item_id, invoice_id, customer_id,
                                                 applied_on, currency, amount_minor, evidence, reverses_id, known_at)
                select a.tenant_id, uuidv7(), a.payment_id, a.open_item_id, a.invoice_id, a.customer_id, '%3$s',
                       a.currency, -a.amount_minor, a.evidence, a.id, '%3$s 12:00Z'
                from payment_application a join payment p on p.tenant_id = a.tenant_id and p.id = a.payment_id
                where p.tenant_id = '%1$s' and p.number = '%2$s';
                update payment set reversed_on = '%3$s' where tenant_id = '%1$s' and number = '%2$s';
                commit""".formatted(tenant, payment, day);
        }

        static String promise(UUID tenant, String made, String until, String status, String decided) {
            return """
                insert into promise (tenant_id, id, customer_id, currency, amount_minor, made_on, promised_on, status,
                                     decided_on, taken_by, known_at)
                select '%1$s', uuidv7(), id, 'EUR', 17000, '%2$s', '%3$s', '%4$s', %5$s, '%1$s', '%2$s 12:00Z'
                from customer where tenant_id = '%1$s'""".formatted(tenant, made, until, status, decided);
        }
    }
}
