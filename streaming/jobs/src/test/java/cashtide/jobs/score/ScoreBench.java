package cashtide.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.FlinkCluster;
import cashtide.jobs.WorkerSettings;
import cashtide.jobs.fixture.Await;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.fixture.WorkerConfig;
import cashtide.jobs.ingest.Ingest;
import cashtide.jobs.publish.Publisher;
import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.ModelStore;
import cashtide.lake.Lake;
import cashtide.lake.TenantName;
import cashtide.local.BenchTable;
import cashtide.local.PgServer;
import cashtide.local.PgSettings;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskTrainer;
import cashtide.ml.risk.TrainingOptions;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Scored invoices a second, from the published tables to the inboxes, beside reading the facts alone; and the training. */
@EnabledIfSystemProperty(named = "cashtide.bench", matches = "true")
final class ScoreBench {

    private static final int INVOICES = Integer.getInteger("cashtide.bench.scored", 40_000);
    private static final int TENANTS = Integer.getInteger("cashtide.bench.tenants", 20);
    private static final int INVOICES_EACH = Integer.getInteger("cashtide.bench.each", 4_500);
    /** Of which they are: of half a year nearly a quarter is open. */
    private static final int DAYS = Integer.getInteger("cashtide.bench.days", 180);

    private static final String DAY = "2026-09-30";

    @TempDir
    private Path folder;

    @Test
    void publishedToScores() throws Exception {
        try (PgServer server = PgServer.start(PgSettings.durable(folder.resolve("pg"), 0));
                CoreDatabase core = CoreDatabase.create(server, "bench")) {
            UUID tenant = core.tenant("acme");
            core.sandbox(tenant, DAY);
            core.customers(tenant, 2, 400);
            core.paidInvoices(tenant, 1, INVOICES, DAY);
            WorkerSettings settings = WorkerConfig.write(core, folder);
            Lake lake = Lake.open(settings.lake());
            fill(core, settings, lake);
            TenantName acme = new TenantName(tenant, "acme");
            long start = System.nanoTime();
            assertThat(LakeFacts.read(
                            Objects.requireNonNull(lake.tenant(acme).newest()),
                            Clock.systemUTC().instant()))
                    .isNotNull();
            double readSeconds = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            ModelCard card = Train.train(
                            lake,
                            new ModelStore(settings.lake().warehouse()),
                            LocalDate.parse(DAY),
                            tenant,
                            Clock.systemUTC(),
                            (step, share) -> {})
                    .getFirst();
            double trainSeconds = (System.nanoTime() - start) / 1e9;
            ScoreTask task = new ScoreTask(settings.lake(), settings.scores(), List.of(acme), true);
            task.map(0);
            start = System.nanoTime();
            long scored = task.map(0);
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(scored).isEqualTo(core.number("select count(*) from open_item where open_minor > 0"));
            new BenchTable(
                            String.format(
                                    Locale.ROOT,
                                    "scores and forecast, %,d invoices of which %,d open",
                                    INVOICES,
                                    scored),
                            "reading the facts alone")
                    .rate("invoices read, open ones scored", INVOICES / seconds, INVOICES / readSeconds, "")
                    .rate("open invoices scored", scored / seconds, "")
                    .row(
                            "training, " + card.rows() + " rows",
                            String.format(Locale.ROOT, "%.1f s", trainSeconds),
                            "",
                            "",
                            "")
                    .print();
        }
    }

    @Test
    void manyTenantsThroughTheBatchJob() throws Exception {
        try (PgServer server = PgServer.start(PgSettings.durable(folder.resolve("pg"), 0));
                CoreDatabase core = CoreDatabase.create(server, "bench")) {
            List<TenantName> tenants = new ArrayList<>();
            for (int i = 0; i < TENANTS; i++) {
                TenantName tenant = new TenantName(core.tenant("t" + i), "t" + i);
                core.sandbox(tenant.id(), DAY);
                core.customers(tenant.id(), 2, 40);
                core.paidInvoicesOfDays(tenant.id(), 1, INVOICES_EACH, DAY, DAYS);
                tenants.add(tenant);
            }
            WorkerSettings settings = WorkerConfig.write(core, folder);
            Lake lake = Lake.open(settings.lake());
            try (FlinkCluster cluster = FlinkCluster.start(settings.checkpoints())) {
                fill(core, settings, lake, cluster);
                RiskModel model = keepModel(lake, new ModelStore(settings.lake().warehouse()), tenants);
                double alone = scoredAlone(lake, tenants, facts -> model.score(
                                facts.history(), facts.asOf(), facts.history().openInvoices(facts.asOf()))
                        .size());
                double reasons = scoredAlone(lake, tenants, facts -> TenantScores.scores(model, facts)
                        .size());
                ScoreTask task = new ScoreTask(settings.lake(), settings.scores(), tenants, true);
                cluster.forEach("warm", 3, task);
                long cpu = cpuNanos();
                long start = System.nanoTime();
                long scored =
                        Arrays.stream(cluster.forEach("score", TENANTS, task)).sum();
                double seconds = (System.nanoTime() - start) / 1e9;
                double cpuSeconds = (cpuNanos() - cpu) / 1e9;
                assertThat(scored).isEqualTo(core.number("select count(*) from open_item where open_minor > 0"));
                new BenchTable(
                                String.format(
                                        Locale.ROOT, "batch job, %,d open invoices of %,d tenants", scored, TENANTS),
                                "risk without reasons, facts in memory, a core's second")
                        .rate("risk with reasons, facts in memory, a core's second", reasons, alone, "")
                        .rate("read, scored, forecast and written, a second", scored / seconds, alone, "")
                        .rate("the same, a core's second", scored / cpuSeconds, alone, "")
                        .row("time", String.format(Locale.ROOT, "%.0f s", seconds), "", "", "")
                        .print();
            }
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Trained on a few of them, kept for all. */
    private static RiskModel keepModel(Lake lake, ModelStore store, List<TenantName> tenants) {
        List<History> some = tenants.subList(0, Math.min(5, tenants.size())).stream()
                .map(tenant -> facts(lake, tenant).history())
                .toList();
        AsOf cut = AsOf.endOf(LocalDate.parse(DAY), some.getFirst().zone());
        RiskModel model = new RiskTrainer(TrainingOptions.withSeed(1)).train(some, cut);
        Map<String, String> cuts = new HashMap<>();
        Map<String, ModelCard.Proof> proofs = new HashMap<>();
        for (TenantName tenant : tenants) {
            cuts.put(tenant.id().toString(), "0");
            proofs.put(tenant.id().toString(), new ModelCard.Proof(0.1, 0.2, 1_000));
        }
        ModelCard card = new ModelCard(
                "pooled-bench",
                LocalDate.parse(DAY),
                Instant.EPOCH,
                1,
                "",
                model.trainingRows(),
                cuts,
                Map.of(),
                model.features(),
                proofs,
                Map.of(),
                Map.of(),
                1);
        store.keep(model, card, kept -> List.of());
        return model;
    }

    private static TenantFacts facts(Lake lake, TenantName tenant) {
        return Objects.requireNonNull(LakeFacts.read(
                Objects.requireNonNull(lake.tenant(tenant).newest()),
                Clock.systemUTC().instant()));
    }

    /** Invoices a second of this thread. */
    private static double scoredAlone(Lake lake, List<TenantName> tenants, ToLongFunction<TenantFacts> score) {
        long scored = 0;
        long nanos = 0;
        for (TenantName tenant : tenants.subList(0, Math.min(5, tenants.size()))) {
            TenantFacts facts = facts(lake, tenant);
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            scored += score.applyAsLong(facts);
            nanos += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        }
        return scored / (nanos / 1e9);
    }

    private static void fill(CoreDatabase core, WorkerSettings settings, Lake lake) throws Exception {
        try (FlinkCluster cluster = FlinkCluster.start(settings.checkpoints())) {
            fill(core, settings, lake, cluster);
        }
    }

    private static void fill(CoreDatabase core, WorkerSettings settings, Lake lake, FlinkCluster cluster)
            throws Exception {
        JobClient job = new Ingest(settings.relay(), settings.lake()).start(cluster, lake.feed());
        long xid = core.number("select max(xid)::text::bigint from change_log");
        Await.until("all in raw", () -> {
            var newest = lake.feed().newest();
            return newest != null && newest.xidMax() >= xid;
        });
        job.cancel().get();
        Publisher publisher = new Publisher(settings.lake(), cluster);
        while (publisher.step() instanceof Publisher.Outcome.Published) {
            // One step per call.
        }
    }
}
