package cashtide.jobs.score;

import cashtide.jobs.WorkerSettings;
import cashtide.jobs.registry.Figures;
import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.ModelStore;
import cashtide.jobs.registry.Registry;
import cashtide.jobs.registry.Window;
import cashtide.lake.Lake;
import cashtide.lake.Moment;
import cashtide.lake.TenantName;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.risk.Calibration;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskScore;
import cashtide.ml.risk.RiskTrainer;
import cashtide.ml.risk.TrainingOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.Collectors;

/**
 * Trains the pooled model, and own models of tenants, in a process of its own, so that its memory is given back when it ends.
 * Arguments: the worker's configuration, the business date to train on, and the tenant for whom it is due.
 */
public final class Train {

    private static final long SEED = 20_260_101;
    private static final int PROOF_WEEKS_MAX = 8;
    /** As long as a champion may stand: what it was trained on can be read, and it can be trained again. */
    private static final Duration SNAPSHOTS_KEPT = Duration.ofDays(Registry.CHAMPION_DAYS_MAX);
    /** Of each tenant, scored by the model and by what is read back of it. */
    private static final int ROUND_TRIP_INVOICES = 500;

    /**
     * A pool has to have so many tenants that bring {@link #POOL_ROWS_MIN} invoices or more. Of two, each would be told
     * what is not its own, which is the other's.
     */
    static final int POOL_TENANTS_MIN = 3;

    static final int POOL_ROWS_MIN = 250;

    private final Lake lake;
    private final ModelStore store;
    private final LocalDate cutDay;
    private final InstantSource clock;
    private final TrainingOptions options = TrainingOptions.withSeed(SEED);
    private final RiskTrainer trainer = new RiskTrainer(options);

    private final ObjDoubleConsumer<String> progress;

    private Train(
            Lake lake, ModelStore store, LocalDate cutDay, InstantSource clock, ObjDoubleConsumer<String> progress) {
        this.lake = lake;
        this.store = store;
        this.cutDay = cutDay;
        this.clock = clock;
        this.progress = progress;
    }

    public static void main(String[] args) {
        WorkerSettings settings = WorkerSettings.read(Path.of(args[0]));
        List<ModelCard> cards = train(
                Lake.open(settings.lake()),
                new ModelStore(settings.lake().warehouse()),
                LocalDate.parse(args[1]),
                UUID.fromString(args[2]),
                Clock.systemUTC(),
                (step, share) -> System.out.println(ChildProcess.line(share, step)));
        System.out.println(
                cards.isEmpty()
                        ? "nothing to train on"
                        : "trained "
                                + cards.stream()
                                        .map(card -> card.version() + " on " + card.rows())
                                        .collect(Collectors.joining(", ")));
        System.exit(0);
    }

    /**
     * Trains on what all the tenants knew by the end of the day, and keeps the model; after it the models of tenants whose
     * own do better than the pooled one. Tenants whose business date is earlier don't take part: their open invoices would
     * look as if they had never been paid. Where too few are left for a pool, one model is trained, on the tenant alone.
     *
     * @param tenantId for whom it is due
     * @param progress is told the step that begins and the share of the work before it
     * @return what was kept; empty when there is nothing to train on
     */
    static List<ModelCard> train(
            Lake lake,
            ModelStore store,
            LocalDate cutDay,
            UUID tenantId,
            InstantSource clock,
            ObjDoubleConsumer<String> progress) {
        return new Train(lake, store, cutDay, clock, progress).train(tenantId.toString());
    }

    /** What one tenant brings. */
    private record Source(Moment moment, TenantFacts facts) {

        String tenant() {
            return facts.history().tenant();
        }
    }

    private List<ModelCard> train(String tenantId) {
        Instant started = clock.instant();
        progress.accept("reading the invoices", 0);
        List<Source> all = sources(started);
        List<Source> asked =
                all.stream().filter(source -> source.tenant().equals(tenantId)).toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        if (isPool(all)) {
            return pooled(all, started);
        }
        Map<String, String> choices = all.size() == 1
                ? Map.of()
                : Map.of(
                        tenantId,
                        "It was trained on this company alone. A common model takes " + POOL_TENANTS_MIN
                                + " companies or more, so that none can be recognized in it.");
        RiskModel model = learned(asked);
        return List.of(keep("own", model, asked, started, choices, Map.of()));
    }

    private RiskModel learned(List<Source> sources) {
        List<History> histories = histories(sources);
        progress.accept("learning from the earlier invoices, to be judged by the later ones", 0.05);
        RiskModel rehearsal = trainer.rehearse(histories, cut(sources));
        progress.accept("learning from all invoices", 0.5);
        return trainer.train(histories, cut(sources), rehearsal);
    }

    private boolean isPool(List<Source> sources) {
        return sources.stream()
                        .filter(source -> trainer.mature(source.facts().history(), cut(sources)) >= POOL_ROWS_MIN)
                        .count()
                >= POOL_TENANTS_MIN;
    }

    private List<ModelCard> pooled(List<Source> sources, Instant started) {
        RiskModel pooled = learned(sources);
        progress.accept("asking for each company whether a model of its own does better", 0.8);
        Map<String, String> choices = new TreeMap<>();
        Map<String, Calibration> calibrations = new TreeMap<>();
        Map<Source, TenantChoice> own = new LinkedHashMap<>();
        List<TenantChoice> asked = choices(trainer, pooled, histories(sources), cutDay, SEED);
        for (int i = 0; i < asked.size(); i++) {
            Source source = sources.get(i);
            TenantChoice choice = asked.get(i);
            if (choice.own() == null) {
                choices.put(source.tenant(), choice.why());
            } else {
                own.put(source, choice);
            }
            if (choice.calibration() != null) {
                calibrations.put(source.tenant(), choice.calibration());
            }
        }
        List<ModelCard> kept = new ArrayList<>();
        kept.add(keep("pooled", pooled, sources, started, choices, calibrations));
        // After it: what is newest of a tenant's is its candidate.
        own.forEach((source, choice) -> {
            Instant begun = clock.instant();
            RiskModel model = trainer.train(histories(List.of(source)), cut(sources), choice.own());
            kept.add(keep("own", model, List.of(source), begun, Map.of(source.tenant(), choice.why()), Map.of()));
        });
        return kept;
    }

    /** In the order of the histories; on all cores. */
    static List<TenantChoice> choices(
            RiskTrainer trainer, RiskModel pooled, List<History> histories, LocalDate cutDay, long seed) {
        return histories.parallelStream()
                .map(history -> TenantChoice.of(trainer, pooled, history, cutDay, seed))
                .toList();
    }

    private List<Source> sources(Instant now) {
        List<Source> sources = new ArrayList<>();
        List<TenantName> tenants = new ArrayList<>(lake.tenants().values());
        tenants.sort(Comparator.comparing(TenantName::id));
        for (TenantName tenant : tenants) {
            Moment moment = lake.tenant(tenant).newest();
            TenantFacts facts = moment == null ? null : LakeFacts.read(moment, now);
            if (moment != null && facts != null && !facts.day().isBefore(cutDay)) {
                sources.add(new Source(moment, facts));
            }
        }
        return sources;
    }

    private static List<History> histories(List<Source> sources) {
        return sources.stream().map(source -> source.facts().history()).toList();
    }

    private AsOf cut(List<Source> sources) {
        return AsOf.endOf(cutDay, sources.getFirst().facts().history().zone());
    }

    private ModelCard keep(
            String kind,
            RiskModel model,
            List<Source> sources,
            Instant started,
            Map<String, String> choices,
            Map<String, Calibration> calibrations) {
        progress.accept("trying the model out", 0.9);
        List<History> histories = histories(sources);
        Map<String, ModelCard.Proof> proofs = proofs(model, calibrations, histories, cutDay);
        Map<String, String> cuts = new TreeMap<>();
        Map<String, Map<String, Long>> snapshots = new TreeMap<>();
        for (Source source : sources) {
            cuts.put(source.tenant(), source.facts().cut());
            snapshots.put(source.tenant(), source.moment().snapshots());
        }
        Instant ended = clock.instant();
        String moment = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(ended);
        ModelCard card = new ModelCard(
                kind + "-" + cutDay + "-" + moment,
                cutDay,
                ended,
                SEED,
                options + ", " + model.calibration(),
                model.trainingRows(),
                cuts,
                snapshots,
                model.features(),
                proofs,
                choices,
                calibrations,
                Duration.between(started, ended).toMillis() / 1000.0);
        store.keep(model, card, kept -> someScores(kept, histories, cut(sources)));
        for (Source source : sources) {
            source.moment().lake().keep(source.moment(), card.version(), SNAPSHOTS_KEPT);
        }
        return card;
    }

    /** How the rehearsal did on the weeks that the model has learned from and the rehearsal has not; on all cores. */
    static Map<String, ModelCard.Proof> proofs(
            RiskModel model, Map<String, Calibration> calibrations, List<History> histories, LocalDate cutDay) {
        Map<String, ModelCard.Proof> proofs = new ConcurrentSkipListMap<>();
        RiskModel rehearsal = model.rehearsal();
        if (rehearsal == null) {
            return proofs;
        }
        histories.parallelStream().forEach(history -> {
            LocalDate from = LocalDate.ofInstant(rehearsal.cut(), history.zone());
            Window window = Window.of(history, from, cutDay, PROOF_WEEKS_MAX, SEED);
            Calibration own = calibrations.get(history.tenant());
            Figures ours = window.judgeProbabilities(own == null ? rehearsal : rehearsal.with(own));
            if (ours.decided() > 0) {
                Figures baseline = window.judgeProbabilities(rehearsal.naive());
                proofs.put(
                        history.tenant(), new ModelCard.Proof(ours.weekError(), baseline.weekError(), ours.decided()));
            }
        });
        return proofs;
    }

    private static List<RiskScore> someScores(RiskModel model, List<History> histories, AsOf cut) {
        List<RiskScore> scores = new ArrayList<>();
        for (History history : histories) {
            List<InvoiceFact> open = history.openInvoices(cut);
            scores.addAll(model.score(history, cut, open.subList(0, Math.min(ROUND_TRIP_INVOICES, open.size()))));
        }
        return scores;
    }
}
