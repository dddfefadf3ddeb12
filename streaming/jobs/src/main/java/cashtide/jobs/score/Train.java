package cashtide.jobs.score;

import cashtide.jobs.WorkerSettings;
import cashtide.lake.Lake;
import cashtide.lake.Moment;
import cashtide.lake.TenantName;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.risk.RiskModel;
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
        Map<String, String> cuts = new TreeMap<>();
        List<TenantName> tenants = new ArrayList<>(lake.tenants().values());
        tenants.sort(Comparator.comparing(TenantName::id));
        for (TenantName tenant : tenants) {
            Moment moment = lake.tenant(tenant).newest();
            TenantFacts facts = moment == null ? null : LakeFacts.read(moment, started);
            if (facts != null && !facts.day().isBefore(cutDay)) {
                histories.add(facts.history());
                cuts.put(tenant.id().toString(), facts.cut());
            }
        }
        if (histories.isEmpty()) {
            return null;
        }
        AsOf cut = AsOf.endOf(cutDay, histories.getFirst().zone());
        RiskModel model = new RiskTrainer(TrainingOptions.withSeed(SEED)).train(histories, cut);
        Instant ended = clock.instant();
        String moment = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(ended);
        ModelCard card = new ModelCard(
                "pooled-" + cutDay + "-" + moment,
                cutDay,
                ended,
                SEED,
                model.trainingRows(),
                cuts,
                model.features(),
                Duration.between(started, ended).toMillis() / 1000.0);
        store.keep(model, card);
        return card;
    }
}
