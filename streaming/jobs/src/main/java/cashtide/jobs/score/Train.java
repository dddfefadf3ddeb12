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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Trains the pooled model in a process of its own, so that its memory is given back when it ends. Arguments: the worker's
 * configuration and the business date to train on.
 */
public final class Train {

    private static final long SEED = 20_260_101;
    private static final int PROOF_WEEKS_MAX = 8;
    /** As long as a champion may stand: what it was trained on can be read, and it can be trained again. */
    private static final Duration SNAPSHOTS_KEPT = Duration.ofDays(Registry.CHAMPION_DAYS_MAX);
    /** Of each tenant, scored by the model and by what is read back of it. */
    private static final int ROUND_TRIP_INVOICES = 500;

    private Train() {}

    public static void main(String[] args) {
        WorkerSettings settings = WorkerSettings.read(Path.of(args[0]));
        ModelCard card = train(
                Lake.open(settings.lake()),
                new ModelStore(settings.lake().warehouse()),
                LocalDate.parse(args[1]),
                Clock.systemUTC());
        System.out.println(card == null ? "nothing to train on" : "trained " + card.version() + " on " + card.rows());
        System.exit(0);
    }

    /**
     * Trains on what all the tenants knew by the end of the day, and keeps the model. Tenants whose business date is
     * earlier don't take part: their open invoices would look as if they had never been paid.
     *
     * @return null when there is no tenant to train on
     */
    static @Nullable ModelCard train(Lake lake, ModelStore store, LocalDate cutDay, InstantSource clock) {
        Instant started = clock.instant();
        List<History> histories = new ArrayList<>();
        Map<String, Map<String, Long>> snapshots = new TreeMap<>();
        List<Moment> read = new ArrayList<>();
        Map<String, String> cuts = new TreeMap<>();
        List<TenantName> tenants = new ArrayList<>(lake.tenants().values());
        tenants.sort(Comparator.comparing(TenantName::id));
        for (TenantName tenant : tenants) {
            Moment moment = lake.tenant(tenant).newest();
            TenantFacts facts = moment == null ? null : LakeFacts.read(moment, started);
            if (moment != null && facts != null && !facts.day().isBefore(cutDay)) {
                histories.add(facts.history());
                snapshots.put(tenant.id().toString(), moment.snapshots());
                read.add(moment);
                cuts.put(tenant.id().toString(), facts.cut());
            }
        }
        if (histories.isEmpty()) {
            return null;
        }
        AsOf cut = AsOf.endOf(cutDay, histories.getFirst().zone());
        TrainingOptions options = TrainingOptions.withSeed(SEED);
        RiskModel model = new RiskTrainer(options).train(histories, cut);
        Map<String, ModelCard.Proof> proofs = proofs(model, histories, cutDay);
        Instant ended = clock.instant();
        String moment = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(ended);
        ModelCard card = new ModelCard(
                "pooled-" + cutDay + "-" + moment,
                cutDay,
                ended,
                SEED,
                options + ", " + model.calibrationText(),
                model.trainingRows(),
                cuts,
                snapshots,
                model.features(),
                proofs,
                Duration.between(started, ended).toMillis() / 1000.0);
        store.keep(model, card, kept -> someScores(kept, histories, cut));
        read.forEach(each -> each.lake().keep(each, card.version(), SNAPSHOTS_KEPT));
        return card;
    }

    /** How the rehearsal did on the weeks that the model has learned from and the rehearsal has not. */
    private static Map<String, ModelCard.Proof> proofs(RiskModel model, List<History> histories, LocalDate cutDay) {
        Map<String, ModelCard.Proof> proofs = new TreeMap<>();
        RiskModel rehearsal = model.rehearsal();
        if (rehearsal == null) {
            return proofs;
        }
        for (History history : histories) {
            LocalDate from = LocalDate.ofInstant(rehearsal.cut(), history.zone());
            Window window = Window.of(history, from, cutDay, PROOF_WEEKS_MAX, SEED);
            Figures ours = window.judgeProbabilities(rehearsal);
            if (ours.decided() > 0) {
                Figures baseline = window.judgeProbabilities(rehearsal.naive());
                proofs.put(
                        history.tenant(), new ModelCard.Proof(ours.weekError(), baseline.weekError(), ours.decided()));
            }
        }
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
