package cashtide.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.contract.PublishedTables;
import cashtide.contract.ScoreRow;
import cashtide.jobs.FlinkCluster;
import cashtide.jobs.WorkerSettings;
import cashtide.jobs.fixture.CoreDatabase;
import cashtide.jobs.fixture.Published;
import cashtide.jobs.fixture.WorkerConfig;
import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.ModelStore;
import cashtide.jobs.registry.Registry;
import cashtide.jobs.registry.Standing;
import cashtide.lake.Lake;
import cashtide.lake.Moment;
import cashtide.lake.TenantName;
import cashtide.ml.risk.RiskModel;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tenant's models, on the real lake and database, from shadow to promotion, back, and to the baseline. */
final class ModelRegistryFlinkTest {

    private static final LocalDate DAY = LocalDate.parse("2026-09-30");
    private static final ObjDoubleConsumer<String> UNHEARD = (step, share) -> {};

    @TempDir
    private Path folder;

    @Test
    void aChallengerThatWinsIsShownCanBeRolledBackAndItsScoresCanBeMadeAgain() throws Exception {
        try (CoreDatabase core = CoreDatabase.create()) {
            UUID tenant = core.tenant("acme");
            core.sandbox(tenant, DAY.toString());
            core.customers(tenant, 2, 12);
            core.invoicesOfWhichLargeOnesAreLate(tenant, 1, 1500, DAY.toString());
            WorkerSettings settings = WorkerConfig.write(core, folder);
            try (FlinkCluster cluster = FlinkCluster.start(settings.checkpoints())) {
                Lake lake = Lake.open(settings.lake());
                Published.everything(core, settings, cluster);
                TenantName acme = new TenantName(tenant, "acme");
                String id = tenant.toString();
                ModelStore store = new ModelStore(settings.lake().warehouse());
                ModelCard trained = train(lake, store, tenant);
                assertThat(trained.proofs()).containsKey(id);
                TenantFacts facts = facts(lake.tenant(acme).newest());
                theSameSnapshotAndSeedGiveTheSameScores(lake, store, trained, facts);

                // The obvious guess as champion, the trained model in shadow.
                ModelCard guess = keepGuess(store, trained, "guess");
                store.standings().keep(id, standing(guess.version(), trained.version()));
                ScoreTask score = new ScoreTask(settings.lake(), settings.scores(), List.of(acme), true);
                ReviewTask review = new ReviewTask(settings.lake(), settings.scores(), List.of(acme));
                Map<String, List<Object>> byGuess = scores(score, lake, acme);
                assertThat(review.map(0)).isEqualTo(1);
                Standing promoted = store.standings().of(id);
                assertThat(promoted.champion()).isEqualTo(trained.version());
                assertThat(promoted.former()).containsExactly(guess.version());
                assertThat(promoted.baselineShown()).isFalse();
                assertThat(promoted.decisions().getFirst().text())
                        .contains("is shown from now on: on the same weeks its error was");
                assertThat(core.number("select count(*) from score_run where kind = 'watch' and rows = 0 and model = '"
                                + trained.version() + "' and metrics -> 'review' ->> 'role' = 'champion'"))
                        .isEqualTo(1);
                Map<String, List<Object>> byTrained = scores(score, lake, acme);
                assertThat(byTrained).isNotEqualTo(byGuess).hasSameSizeAs(byGuess);
                theFiguresAreInTheLake(lake, acme, trained);

                // A person doubts it.
                Registry registry = new Registry(id, store.cards());
                store.standings().keep(id, registry.rollBack(promoted, "request", trained.version(), DAY));
                assertThat(scores(score, lake, acme)).isEqualTo(byGuess);

                // A challenger that is no better stays in the shadow.
                store.standings().keep(id, standing(trained.version(), guess.version()));
                review.map(0);
                Standing kept = store.standings().of(id);
                assertThat(kept.champion()).isEqualTo(trained.version());
                assertThat(kept.challenger()).isNull();
                assertThat(kept.setAside()).containsExactly(guess.version());

                // A champion that is no better than the baseline gives way to it, by name.
                store.standings().keep(id, standing(guess.version(), null));
                assertThat(review.map(0)).isEqualTo(1);
                assertThat(store.standings().of(id).baselineShown()).isTrue();
                assertThat(store.standings().of(id).alarmed()).isTrue();
                anAlarmBringsTheNextTrainingForward(store, lake, acme, trained.cutDay());
                scores(score, lake, acme);
                assertThat(core.number("select count(distinct kind) from score_run where baseline_shown"
                                + " and model = 'customer''s last delays' and kind in ('risk', 'forecast')"))
                        .isEqualTo(2);

                aNewestModelThatCannotBeReadIsNone(store, lake, acme, trained);
                aChampionThatCannotBeReadIsNotShownAndOneInShadowHasTheBaselineToBeat(
                        store, lake, acme, trained, score, review);

                aNewModelThatCannotBeReadIsNotLookedAt(store, lake, acme, trained, score);

                // Long after, with other facts, the scores of the trained model are made again from what it read.
                core.invoicesOfWhichLargeOnesAreLate(tenant, 1501, 1600, DAY.toString());
                Published.everything(core, settings, cluster);
                assertThat(scoresAgain(lake, acme, store, trained)).isEqualTo(byTrained);
            }
        }
    }

    @Test
    void aTenantWhoseCustomersPayUnlikeAllOthersGetsAModelOfItsOwnAndTheOthersDoNot() throws Exception {
        try (CoreDatabase core = CoreDatabase.create()) {
            TenantName odd = payers(core, "odd", 5_100, true);
            TenantName usual = payers(core, "usual", 4_400, false);
            TenantName small = payers(core, "small", 400, false);
            WorkerSettings settings = WorkerConfig.write(core, folder);
            try (FlinkCluster cluster = FlinkCluster.start(settings.checkpoints())) {
                Lake lake = Lake.open(settings.lake());
                Published.everything(core, settings, cluster);
                ModelStore store = new ModelStore(settings.lake().warehouse());
                List<Double> shares = new ArrayList<>();
                List<ModelCard> cards = Train.train(
                        lake, store, DAY, usual.id(), Clock.systemUTC(), (step, share) -> shares.add(share));
                assertThat(shares).as("how far the training was").isSorted().startsWith(0.0, 0.05, 0.5, 0.8);
                ModelCard pooled = cards.getFirst();
                ModelCard own = cards.getLast();
                assertThat(cards).hasSize(2);
                assertThat(pooled.lakeCuts()).hasSize(3);
                assertThat(own.version()).startsWith("own-2026-09-30-");
                assertThat(own.lakeCuts()).containsOnlyKeys(odd.id().toString());
                assertThat(own.snapshots()).containsOnlyKeys(odd.id().toString());
                assertThat(own.proofs()).containsOnlyKeys(odd.id().toString());
                assertThat(store.card(own.version())).as("read back").isEqualTo(own);
                assertThat(store.card(pooled.version())).as("read back").isEqualTo(pooled);
                assertThat(Objects.requireNonNull(lake.tenant(odd).find(PublishedTables.INVOICES))
                                .refs())
                        .containsKeys(own.version(), pooled.version());

                List<TenantName> tenants = List.of(odd, usual, small);
                ScoreTask score = new ScoreTask(settings.lake(), settings.scores(), tenants, true);
                for (int i = 0; i < tenants.size(); i++) {
                    assertThat(score.map(i)).isPositive();
                }
                Standing ofOdd = store.standings().of(odd.id().toString());
                assertThat(ofOdd.champion()).isEqualTo(own.version());
                assertThat(ofOdd.baselineShown()).isFalse();
                assertThat(ofOdd.decisions().getFirst().text())
                        .contains(" It is an own model of this company: in the weeks from ")
                        .endsWith(" that of the model of all companies.");
                assertThat(store.standings().of(usual.id().toString()).champion())
                        .isEqualTo(pooled.version());
                Standing ofSmall = store.standings().of(small.id().toString());
                assertThat(ofSmall.champion()).isEqualTo(pooled.version());
                assertThat(ofSmall.decisions().getFirst().text())
                        .contains("and a model of its own is tried from 4,500 on.");

                // A company that comes later, with no invoice settled yet, is scored by the model of the others.
                UUID cold = core.tenant("cold");
                core.sandbox(cold, DAY.toString());
                core.invoices(cold, 240, 249);
                core.execute(
                        "update invoice set known_at = invoice_date + time '12:00' where tenant_id = '" + cold + "'");
                Published.everything(core, settings, cluster);
                assertThat(new ScoreTask(
                                        settings.lake(), settings.scores(), List.of(new TenantName(cold, "cold")), true)
                                .map(0))
                        .isEqualTo(10);
                assertThat(core.number("select count(*) from score_run where tenant_id = '" + cold + "' and model = '"
                                + pooled.version() + "' and not baseline_shown and kind in ('risk', 'forecast')"))
                        .isEqualTo(2);
                assertThat(core.number("select count(*) from score_inbox where tenant_id = '" + cold
                                + "' and little_evidence and evidence = 0"))
                        .isEqualTo(10);

                // The same snapshots and seed make the same choice, and the same model to the bit.
                ModelStore other = new ModelStore(folder.resolve("again").toString());
                ModelCard again = Train.train(lake, other, DAY, small.id(), Clock.systemUTC(), UNHEARD)
                        .getLast();
                TenantFacts facts = facts(lake.tenant(odd).newest());
                String id = odd.id().toString();
                assertThat(again.choices()).isEqualTo(own.choices());
                assertThat(TenantScores.scores(other.load(again, id), facts))
                        .isNotEmpty()
                        .isEqualTo(TenantScores.scores(store.load(own, id), facts));
            }
        }
    }

    private void aNewestModelThatCannotBeReadIsNone(ModelStore store, Lake lake, TenantName acme, ModelCard trained)
            throws Exception {
        ModelStore other = new ModelStore(folder.resolve("other").toString());
        RiskModel model = store.load(trained);
        other.keep(model, trained, any -> List.of());
        List<LocalDate> trainedOn = new ArrayList<>();
        Trainings trainings = new Trainings(other, (day, tenant, listener) -> trainedOn.add(day));
        Moment moment = Objects.requireNonNull(lake.tenant(acme).newest());
        LocalDate next = trained.cutDay().plusDays(1);
        trainings.whenStale(moment, next, (share, step) -> {});
        assertThat(trainedOn).isEmpty();
        Files.delete(folder.resolve("other/models/" + trained.version() + "/model.bin"));
        trainings.whenStale(moment, next, (share, step) -> {});
        assertThat(trainedOn).containsExactly(next);
    }

    private void aChampionThatCannotBeReadIsNotShownAndOneInShadowHasTheBaselineToBeat(
            ModelStore store, Lake lake, TenantName acme, ModelCard trained, ScoreTask score, ReviewTask review)
            throws Exception {
        String id = acme.id().toString();
        ModelCard broken = keepGuess(store, trained, "broken");
        Files.writeString(folder.resolve("lake/models/broken/model.bin"), "not what was kept");
        store.standings().keep(id, standing("broken", trained.version()));
        assertThat(scores(score, lake, acme)).isNotEmpty();
        Standing without = store.standings().of(id);
        assertThat(without.baselineShown()).isTrue();
        assertThat(without.decisions().getFirst().text()).startsWith(broken.version() + " cannot be read");
        assertThat(review.map(0)).isEqualTo(1);
        Standing promoted = store.standings().of(id);
        assertThat(promoted.champion()).isEqualTo(trained.version());
        assertThat(promoted.baselineShown()).isFalse();
        assertThat(promoted.decisions().getFirst().text())
                .contains(" that of the customer's last delays; its weekly cash was off by ")
                .doesNotContain("the champion's");
    }

    private void aNewModelThatCannotBeReadIsNotLookedAt(
            ModelStore store, Lake lake, TenantName acme, ModelCard trained, ScoreTask score) throws Exception {
        String id = acme.id().toString();
        ModelCard torn = keepGuess(store, trained, "torn", 60);
        Files.writeString(folder.resolve("lake/models/torn/model.bin"), "not what was kept");
        Standing withChampion = standing("guess", null);
        for (Standing before : List.of(withChampion, Standing.NONE)) {
            store.standings().keep(id, before);
            assertThat(scores(score, lake, acme)).isNotEmpty();
            assertThat(store.standings().of(id).toString()).doesNotContain(torn.version());
        }
        assertThat(store.standings().of(id).champion()).isEqualTo(trained.version());
    }

    private static void anAlarmBringsTheNextTrainingForward(
            ModelStore store, Lake lake, TenantName acme, LocalDate cutDay) throws Exception {
        List<LocalDate> trainedOn = new ArrayList<>();
        Trainings trainings = new Trainings(store, (day, tenant, listener) -> trainedOn.add(day));
        Moment moment = Objects.requireNonNull(lake.tenant(acme).newest());
        String id = acme.id().toString();
        Standing alarmed = store.standings().of(id);
        LocalDate week = cutDay.plusDays(Registry.TRAIN_DAYS_ALARMED);
        store.standings().keep(id, alarmed.reviewed(DAY, false));
        trainings.whenStale(moment, cutDay.plusDays(Registry.TRAIN_DAYS - 1L), (share, step) -> {});
        assertThat(trainedOn).as("without the alarm").isEmpty();
        store.standings().keep(id, alarmed);
        trainings.whenStale(moment, week.minusDays(1), (share, step) -> {});
        trainings.whenStale(moment, week, (share, step) -> {});
        assertThat(trainedOn).containsExactly(week);
    }

    private static TenantName payers(CoreDatabase core, String alias, int invoices, boolean contrary) {
        UUID tenant = core.tenant(alias);
        core.sandbox(tenant, DAY.toString());
        // Many customers with few invoices each, whose own past says little of large ones due early in the week.
        core.customers(tenant, 2, 400);
        core.invoicesLateByAmountAndWeekday(tenant, 1, invoices, DAY.toString(), contrary);
        return new TenantName(tenant, alias);
    }

    @Test
    void aModelFileThatWasChangedIsRefused() throws Exception {
        ModelStore store = new ModelStore(folder.toString());
        Path kept = Files.createDirectories(folder.resolve("models").resolve("m"));
        Files.writeString(kept.resolve("card.json"), "{\"model_sha256\": \"00\"}");
        Files.write(kept.resolve("model.bin"), new byte[] {1});
        ModelCard card = new ModelCard(
                "m", DAY, Instant.EPOCH, 1, "", 1, Map.of(), Map.of(), List.of(), Map.of(), Map.of(), Map.of(), 1);
        assertThatThrownBy(() -> store.load(card, "t"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the file of m is not the one that was kept");
    }

    private static ModelCard train(Lake lake, ModelStore store, UUID tenant) {
        return Train.train(lake, store, DAY.minusDays(28), tenant, Clock.systemUTC(), UNHEARD)
                .getFirst();
    }

    private void theSameSnapshotAndSeedGiveTheSameScores(
            Lake lake, ModelStore store, ModelCard trained, TenantFacts facts) {
        ModelStore other = new ModelStore(folder.resolve("again").toString());
        ModelCard again = train(lake, other, UUID.fromString(facts.history().tenant()));
        List<ScoreRow> once = TenantScores.scores(store.load(trained, tenantOf(trained)), facts);
        assertThat(once).isNotEmpty();
        assertThat(TenantScores.scores(other.load(again, facts.history().tenant()), facts))
                .isEqualTo(once);
        assertThat(again.featuresDigest()).isEqualTo(trained.featuresDigest());
    }

    private static void theFiguresAreInTheLake(Lake lake, TenantName acme, ModelCard trained) {
        Moment moment = Objects.requireNonNull(lake.tenant(acme).newest());
        List<String> figures = new ArrayList<>();
        moment.rows(
                PublishedTables.MODEL_METRICS,
                List.of("role", "metric", "value", "baseline_value"),
                row -> figures.add(row.get(0) + " " + row.get(1)));
        assertThat(figures)
                .contains(
                        "challenger week_error",
                        "challenger wape_open_items",
                        "champion week_error",
                        "champion calibration",
                        "champion coverage_open_items",
                        "champion psi_score");
        List<String> runs = new ArrayList<>();
        moment.rows(
                PublishedTables.MODEL_RUNS,
                List.of("kind", "role", "model", "features_digest"),
                row -> runs.add(row.get(0) + " " + row.get(1) + " " + row.get(2) + " " + row.get(3)));
        assertThat(runs)
                .contains("risk champion " + trained.version() + " " + trained.featuresDigest())
                .contains("forecast champion " + trained.version() + " " + trained.featuresDigest());
    }

    private static ModelCard keepGuess(ModelStore store, ModelCard trained, String version) {
        return keepGuess(store, trained, version, -60);
    }

    /** @param later in seconds, than the trained one */
    private static ModelCard keepGuess(ModelStore store, ModelCard trained, String version, int later) {
        RiskModel guess = store.load(trained, tenantOf(trained)).naive();
        ModelCard card = new ModelCard(
                version,
                trained.cutDay(),
                trained.trainedAt().plusSeconds(later),
                trained.seed(),
                "",
                trained.rows(),
                trained.lakeCuts(),
                trained.snapshots(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                1);
        store.keep(guess, card, model -> List.of());
        return card;
    }

    private static Standing standing(String champion, @Nullable String challenger) {
        return new Standing(champion, challenger, List.of(), List.of(), false, false, null, null, List.of());
    }

    /** Scores the tenant; what the lake then has of the newest run, by invoice. */
    private static Map<String, List<Object>> scores(ScoreTask score, Lake lake, TenantName acme) throws Exception {
        score.map(0);
        lake.tenant(acme).nameNewestSnapshots(Clock.systemUTC().instant());
        Moment moment = Objects.requireNonNull(lake.tenant(acme).newest());
        return ofRun(moment, newestRun(moment, null)[0]);
    }

    /** Id and table snapshots of the newest risk run of a model, or of any. */
    private static String[] newestRun(Moment moment, @Nullable String model) {
        String[] newest = new String[2];
        Comparable<?>[] at = new Comparable<?>[1];
        moment.rows(
                PublishedTables.MODEL_RUNS,
                List.of("run_id", "kind", "model", "table_snapshots", "finished_at"),
                row -> {
                    boolean counts = "risk".equals(row.get(1)) && (model == null || model.equals(row.get(2)));
                    OffsetDateTime finished = (OffsetDateTime) row.get(4);
                    if (counts && (at[0] == null || finished.isAfter((OffsetDateTime) at[0]))) {
                        at[0] = finished;
                        newest[0] = (String) row.get(0);
                        newest[1] = (String) row.get(3);
                    }
                });
        return newest;
    }

    private static Map<String, List<Object>> ofRun(Moment moment, String run) {
        Map<String, List<Object>> scores = new TreeMap<>();
        moment.rows(
                PublishedTables.RISK_SCORES,
                List.of("invoice_id", "run_id", "p_late", "p_late30", "p10_date", "p50_date", "p90_date"),
                row -> {
                    if (run.equals(row.get(1))) {
                        scores.put(
                                (String) row.get(0),
                                List.of(row.get(2), row.get(3), row.get(4), row.get(5), row.get(6)));
                    }
                });
        return scores;
    }

    private static Map<String, List<Object>> scoresAgain(
            Lake lake, TenantName acme, ModelStore store, ModelCard trained) throws Exception {
        Moment now = Objects.requireNonNull(lake.tenant(acme).newest());
        Map<String, Long> snapshots = new ObjectMapper()
                .readValue(newestRun(now, trained.version())[1], new TypeReference<Map<String, Long>>() {});
        Moment then = new Moment(lake.tenant(acme), "then", snapshots, null, Instant.EPOCH);
        assertThat(facts(then).history().invoices()).hasSize(1500);
        assertThat(facts(now).history().invoices()).hasSize(1600);
        Map<String, List<Object>> scores = new TreeMap<>();
        for (ScoreRow row : TenantScores.scores(store.load(trained, tenantOf(trained)), facts(then))) {
            scores.put(
                    row.invoiceId().toString(),
                    List.of(row.pLate(), row.pLate30(), row.p10Date(), row.p50Date(), row.p90Date()));
        }
        return scores;
    }

    /** Of a model that was trained on one tenant alone. */
    private static String tenantOf(ModelCard card) {
        return card.lakeCuts().keySet().iterator().next();
    }

    private static TenantFacts facts(@Nullable Moment moment) {
        return Objects.requireNonNull(
                LakeFacts.read(Objects.requireNonNull(moment), Clock.systemUTC().instant()));
    }
}
