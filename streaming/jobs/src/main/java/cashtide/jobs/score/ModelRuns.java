package cashtide.jobs.score;

import cashtide.contract.PublishedTables;
import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.Registry;
import cashtide.jobs.registry.Standing;
import cashtide.lake.ComputedRows;
import cashtide.lake.Moment;
import cashtide.lake.TenantLake;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code model_runs}: where figures come from, so that they can be made again. */
final class ModelRuns {

    static final String CHAMPION = "champion";
    static final String CHALLENGER = "challenger";
    static final String REHEARSED = "rehearsed";
    static final String BASELINE = "baseline";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A tenant who knows its own rows can't tell from two figures how many the others have. */
    private static final MathContext POOLED_ROWS = new MathContext(2);

    private final Moment moment;
    private final ModelCard card;
    private final String role;

    /** @param moment what is read */
    ModelRuns(Moment moment, ModelCard card, String role) {
        this.moment = moment;
        this.card = card;
        this.role = role;
    }

    /** @param kind risk or forecast */
    Map<String, Object> scoring(String kind, ScoreInboxes.Run run, long rows, OffsetDateTime started) {
        Map<String, Object> row = row(kind, run.id().toString(), run.model(), run.asOf(), started);
        row.put("raw_snapshot", moment.cut());
        row.put("table_snapshots", JSON.valueToTree(moment.snapshots()).toString());
        row.put("rows", rows);
        row.put("finished_at", OffsetDateTime.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC));
        return row;
    }

    /** Adds the training of models that a standing knows and the one before did not. */
    static void appendTrainings(
            TenantLake lake, Moment moment, Registry registry, Standing before, Standing standing, LocalDate day) {
        training(lake, moment, registry.usable(standing.champion(), day), CHAMPION, before);
        training(lake, moment, registry.usable(standing.challenger(), day), CHALLENGER, before);
    }

    private static void training(
            TenantLake lake, Moment moment, @Nullable ModelCard card, String role, Standing before) {
        if (card == null
                || card.version().equals(before.champion())
                || card.version().equals(before.challenger())) {
            return;
        }
        String tenant = lake.tenant().id().toString();
        OffsetDateTime ended = OffsetDateTime.ofInstant(card.trainedAt(), ZoneOffset.UTC);
        String run = UUID.nameUUIDFromBytes(card.version().getBytes(StandardCharsets.UTF_8))
                .toString();
        Duration took = Duration.ofMillis(Math.round(card.seconds() * 1000));
        Map<String, Object> row = new ModelRuns(moment, card, role)
                .row("training", run, card.version(), card.cutDay(), ended.minus(took));
        row.put("raw_snapshot", Objects.requireNonNull(card.lakeCuts().get(tenant)));
        row.put(
                "table_snapshots",
                JSON.valueToTree(card.snapshots().getOrDefault(tenant, Map.of()))
                        .toString());
        row.put("rows", new BigDecimal(card.rows()).round(POOLED_ROWS).longValue());
        row.put("finished_at", ended);
        ComputedRows.append(lake, PublishedTables.MODEL_RUNS, List.of(row), "training-" + card.version(), moment.cut());
    }

    private Map<String, Object> row(String kind, String runId, String model, LocalDate asOf, OffsetDateTime started) {
        Map<String, Object> row = new HashMap<>();
        row.put("run_id", runId);
        row.put("kind", kind);
        row.put("role", role);
        row.put("model", model);
        row.put("as_of", asOf);
        row.put("trained_until", card.cutDay());
        row.put("parameters", card.parameters(moment.lake().tenant().id().toString()));
        row.put("seed", card.seed());
        row.put("features_digest", card.featuresDigest());
        row.put("started_at", started);
        return row;
    }
}
