package cashtide.jobs.score;

import cashtide.jobs.ingest.DatabaseLogin;
import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.ModelStore;
import cashtide.jobs.registry.Registry;
import cashtide.jobs.registry.Standing;
import cashtide.lake.Moment;
import cashtide.lake.TenantLake;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the core which model stands and how good it was: a {@code score_run} of kind {@code watch}, whose metrics screens read. */
final class StandingReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TenantLake lake;
    private final Moment moment;
    private final ModelStore store;

    StandingReport(TenantLake lake, Moment moment, ModelStore store) {
        this.lake = lake;
        this.moment = moment;
        this.store = store;
    }

    void send(Standing standing, LocalDate day, DatabaseLogin login) throws SQLException {
        String champion = standing.champion();
        String shown = standing.baselineShown() || champion == null ? Registry.BASELINE : champion;
        new ScoreInboxes(login)
                .watch(new ScoreInboxes.Run(
                        lake.tenant().id(),
                        UUID.randomUUID(),
                        day,
                        ScoreTask.cut(moment),
                        shown,
                        standing.baselineShown(),
                        json(standing)));
    }

    private String json(Standing standing) {
        ObjectNode node = JSON.createObjectNode().put("baseline", Registry.BASELINE);
        model(node, "champion", store.card(standing.champion()));
        model(node, "challenger", store.card(standing.challenger()));
        standing.former().forEach(node.putArray("former")::add);
        ArrayNode decisions = node.putArray("decisions");
        standing.decisions().forEach(decision -> decisions
                .addObject()
                .put("on", decision.on().toString())
                .put("text", decision.text()));
        try {
            node.set("review", JSON.readTree(store.review(lake.tenant().id().toString())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the last review is not JSON", e);
        }
        return node.toString();
    }

    private static void model(ObjectNode node, String role, @Nullable ModelCard card) {
        if (card != null) {
            node.putObject(role)
                    .put("model", card.version())
                    .put("trained_until", card.cutDay().toString())
                    .put("features", card.features().size());
        }
    }
}
