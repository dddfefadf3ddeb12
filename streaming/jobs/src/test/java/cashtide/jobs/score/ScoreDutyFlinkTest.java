package cashtide.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.FlinkCluster;
import cashtide.jobs.WorkerSettings;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.fixture.Published;
import cashtide.jobs.fixture.WorkerConfig;
import cashtide.jobs.publish.Publisher;
import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.ModelStore;
import cashtide.jobs.registry.Registry;
import cashtide.jobs.run.DataPlaneRuns;
import cashtide.jobs.run.LakeFreshness;
import cashtide.jobs.run.PublishDuty;
import cashtide.lake.Lake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** When tenants are scored and models trained, and that nobody is held up by another. */
final class ScoreDutyFlinkTest {

    private static final LocalDate DAY = LocalDate.parse("2026-09-30");
    private static final long MINUTES_20 = 20 * 60;

    @TempDir
    private Path folder;

    private Instant now = Clock.systemUTC().instant();
    private final List<UUID> trained = new ArrayList<>();

    private long largeInvoices = Long.MAX_VALUE;

    @Test
    void aTenantIsScoredAndTrainedForWhenItsFactsChangedAndNotWhenOnlyTotalsWereTaken() throws Exception {
        try (CoreDatabase core = CoreDatabase.create()) {
            UUID acme = payers(core, "acme");
            UUID empty = core.tenant("empty");
            core.sandbox(empty, DAY.toString());
            UUID unpaid = core.tenant("unpaid");
            core.sandbox(unpaid, DAY.toString());
            core.invoices(unpaid, 240, 249);
            core.execute(
                    "update invoice set known_at = invoice_date + time '12:00' where tenant_id = '" + unpaid + "'");
            WorkerSettings settings = WorkerConfig.write(core, folder);
            try (FlinkCluster cluster = FlinkCluster.start(settings.checkpoints())) {
                Published.everything(core, settings, cluster);
                ScoreDuty duty = duty(core, settings, cluster, this::train);
                duty.scoreChanged();
                assertThat(runs(core, "done")).isEqualTo(3);
                assertThat(trained)
                        .as("nothing is to be learned from tenants without settled invoices")
                        .isNotEmpty()
                        .containsOnly(acme);
                int before = trained.size();
                assertThat(core.number("select count(*) from score_run where tenant_id = '" + unpaid
                                + "' and model = 'due date' and baseline_shown and kind in ('risk', 'forecast')"))
                        .as("it is scored by its due dates all the same")
                        .isEqualTo(2);
                assertThat(core.number("select count(*) from score_inbox where tenant_id = '" + unpaid
                                + "' and little_evidence and evidence = 0 and p50_date < p90_date"))
                        .isEqualTo(10);
                assertThat(core.number("select sum(p50_minor) from forecast_inbox where tenant_id = '" + unpaid + "'"))
                        .isPositive();
                assertThat(core.number("select count(*) from score_run where tenant_id = '" + empty + "'"))
                        .as("without an invoice there is nothing to say")
                        .isZero();

                for (UUID tenant : List.of(acme, empty, unpaid)) {
                    core.execute("insert into control_total (tenant_id, id, taken_on, measure, currency, amount_minor,"
                            + " row_count) values ('" + tenant + "', uuidv7(), current_date, 'invoices', 'EUR', 1, 1)");
                }
                Published.everything(core, settings, cluster);
                now = now.plusSeconds(MINUTES_20);
                duty.scoreChanged();
                assertThat(runs(core, "done")).as("no fact changed").isEqualTo(3);

                core.invoicesOfWhichLargeOnesAreLate(acme, 121, 130, DAY.toString());
                Published.everything(core, settings, cluster);
                now = now.plusSeconds(MINUTES_20);
                duty.scoreChanged();
                assertThat(runs(core, "done")).isEqualTo(4);
                assertThat(trained).as("there is more to learn from").hasSizeGreaterThan(before);
            }
        }
    }

    @Test
    void oneTenantsFailureHoldsUpNoOtherAndIsTriedAgainAfterAPause() throws Exception {
        try (CoreDatabase core = CoreDatabase.create()) {
            UUID acme = payers(core, "acme");
            UUID bad = payers(core, "bad");
            WorkerSettings settings = WorkerConfig.write(core, folder);
            List<UUID> untrainable = new ArrayList<>(List.of(bad));
            List<ModelCard> models = new ArrayList<>();
            try (FlinkCluster cluster = FlinkCluster.start(settings.checkpoints())) {
                Published.everything(core, settings, cluster);
                ScoreDuty duty = duty(core, settings, cluster, (worker, day, tenant) -> {
                    if (untrainable.contains(tenant)) {
                        throw new IllegalStateException("training failed: out of luck");
                    }
                    if (!models.isEmpty() && tenant.equals(acme)) {
                        return;
                    }
                    train(worker, day, tenant);
                });
                duty.scoreChanged();
                assertThat(runs(core, acme, "done")).isEqualTo(1);
                assertThat(core.number("select count(*) from data_plane_run where tenant_id = '" + bad
                                + "' and status = 'failed' and message = 'training failed: out of luck'"))
                        .isEqualTo(1);
                now = now.plusSeconds(10);
                duty.scoreChanged();
                assertThat(runs(core, bad, "failed"))
                        .as("not every ten seconds")
                        .isEqualTo(1);
                now = now.plusSeconds(MINUTES_20);
                duty.scoreChanged();
                now = now.plusSeconds(MINUTES_20);
                duty.scoreChanged();
                assertThat(runs(core, bad, "failed"))
                        .as("after a quarter of an hour, then half an hour")
                        .isEqualTo(2);

                // The model of one cannot be read: it is scored without, and a new one is trained at once.
                models.addAll(new ModelStore(settings.lake().warehouse()).cards());
                for (ModelCard card : models) {
                    Files.write(
                            Path.of(settings.lake().warehouse(), "models", card.version(), "model.bin"), new byte[1]);
                }
                core.sandbox(acme, DAY.plusDays(1).toString());
                Published.everything(core, settings, cluster);
                trained.clear();
                duty.scoreChanged();
                assertThat(trained).contains(acme);
                assertThat(runs(core, acme, "failed")).isZero();
                assertThat(core.number("select count(*) from score_run where tenant_id = '" + acme
                                + "' and kind = 'risk' and baseline_shown and model = '" + Registry.GUESS + "'"))
                        .isEqualTo(1);

                // The other way round: what stands for one cannot be read.
                untrainable.clear();
                Files.writeString(Path.of(settings.lake().warehouse(), "models", "standing-" + acme + ".json"), "{");
                core.sandbox(acme, DAY.plusDays(2).toString());
                Published.everything(core, settings, cluster);
                now = now.plusSeconds(3 * MINUTES_20);
                duty.scoreChanged();
                assertThat(runs(core, acme, "failed")).isEqualTo(1);
                assertThat(runs(core, bad, "done")).isEqualTo(1);
                assertThat(core.number(
                                "select count(*) from score_run where tenant_id = '" + bad + "' and kind = 'risk'"))
                        .isPositive();
            }
        }
    }

    @Test
    void aLargeTenantIsScoredInAChildProcessWhoseFailureIsItsOwn() throws Exception {
        try (CoreDatabase core = CoreDatabase.create()) {
            UUID large = payers(core, "large");
            UUID small = core.tenant("small");
            core.sandbox(small, DAY.toString());
            core.customers(small, 2, 2);
            core.invoices(small, 240, 249);
            core.execute("update invoice set known_at = invoice_date + time '12:00' where tenant_id = '" + small + "'");
            WorkerSettings settings = WorkerConfig.write(core, folder);
            largeInvoices = 100;
            try (FlinkCluster cluster = FlinkCluster.start(settings.checkpoints())) {
                Published.everything(core, settings, cluster);
                ScoreDuty duty = duty(core, settings, cluster, this::train);
                duty.scoreChanged();
                assertThat(runs(core, "done")).isEqualTo(2);
                for (UUID tenant : List.of(large, small)) {
                    assertThat(core.number("select count(*) from score_inbox where tenant_id = '" + tenant + "'"))
                            .isPositive();
                }

                Files.delete(settings.file());
                core.sandbox(large, DAY.plusDays(1).toString());
                core.sandbox(small, DAY.plusDays(1).toString());
                Published.everything(core, settings, cluster);
                duty.scoreChanged();
                assertThat(core.number("select count(*) from data_plane_run where tenant_id = '" + large
                                + "' and status = 'failed' and message like 'score failed: %/worker.properties'"))
                        .isEqualTo(1);
                assertThat(runs(core, small, "done")).isEqualTo(2);
            }
        }
    }

    /** The first import of a company arrives in pieces: invoices, then payments. */
    @Test
    void whatComesWhileTheForecastsOfPastWeeksAreMadeIsScoredInTheNextRound() throws Exception {
        try (CoreDatabase core = CoreDatabase.create()) {
            UUID acme = core.tenant("acme");
            core.sandbox(acme, DAY.toString());
            core.customers(acme, 2, 12);
            core.invoicesOfWhichLargeOnesAreLate(acme, 1, 1_000, DAY.toString());
            WorkerSettings settings = WorkerConfig.write(core, folder);
            try (FlinkCluster cluster = FlinkCluster.start(settings.checkpoints())) {
                Published.everything(core, settings, cluster);
                ScoreDuty duty = duty(core, settings, cluster, (worker, day, tenant) -> {
                    train(worker, day, tenant);
                    if (!day.equals(DAY)) {
                        core.invoicesOfWhichLargeOnesAreLate(acme, 1_001, 1_010, DAY.toString());
                        publish(core, worker, cluster);
                    }
                });
                duty.scoreChanged();
                assertThat(core.number("select count(*) from score_run where tenant_id = '" + acme
                                + "' and kind = 'forecast' and as_of = date '" + DAY + "'"))
                        .as("today's forecast was made again after those of the past")
                        .isEqualTo(2);
                assertThat(trained).hasSize(2);
                now = now.plusSeconds(MINUTES_20);
                duty.scoreChanged();
                assertThat(runs(core, "done")).isEqualTo(2);
            }
        }
    }

    private static void publish(CoreDatabase core, WorkerSettings settings, FlinkCluster cluster) {
        try {
            Published.everything(core, settings, cluster);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static UUID payers(CoreDatabase core, String alias) {
        UUID tenant = core.tenant(alias);
        core.sandbox(tenant, DAY.toString());
        core.customers(tenant, 2, 12);
        core.invoicesOfWhichLargeOnesAreLate(tenant, 1, 120, DAY.toString());
        return tenant;
    }

    private ScoreDuty duty(CoreDatabase core, WorkerSettings settings, FlinkCluster cluster, Training training) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(core.database().jdbcUrl());
        database.setUser(settings.worker().user());
        database.setPassword(settings.worker().password());
        database.setCurrentSchema("cashtide");
        LakeFreshness freshness = new LakeFreshness(database);
        return new ScoreDuty(
                settings,
                cluster,
                new DataPlaneRuns(database),
                freshness,
                new PublishDuty(settings.lake(), new Publisher(settings.lake(), cluster), freshness, () -> now),
                () -> now,
                (day, tenant, listener) -> {
                    trained.add(tenant);
                    training.train(settings, day, tenant);
                },
                largeInvoices);
    }

    private interface Training {
        void train(WorkerSettings settings, LocalDate day, UUID tenant);
    }

    /** As the child process does. */
    private void train(WorkerSettings settings, LocalDate day, UUID tenant) {
        Train.train(
                Lake.open(settings.lake()),
                new ModelStore(settings.lake().warehouse()),
                day,
                tenant,
                Clock.systemUTC(),
                (step, share) -> {});
    }

    private static long runs(CoreDatabase core, UUID tenant, String status) {
        return core.number("select count(*) from data_plane_run where kind = 'score' and status = '" + status
                + "' and tenant_id = '" + tenant + "'");
    }

    private static long runs(CoreDatabase core, String status) {
        return core.number("select count(*) from data_plane_run where kind = 'score' and status = '" + status + "'");
    }
}
