package cashtide.dataplane;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the worker's comparison: an array of {measure, currency, core, lake, difference}, or an object that wraps it. */
final class Reconciliation {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Reconciliation() {}

    static List<Freshness.Reconciled> parse(String json) {
        JsonNode root = JSON.readTree(json);
        JsonNode rows = root.isArray() ? root : root.path("totals");
        List<Freshness.Reconciled> totals = new ArrayList<>();
        for (JsonNode row : rows) {
            totals.add(new Freshness.Reconciled(
                    row.path("measure").asString(""),
                    row.path("currency").asString(""),
                    row.path("core").asString(""),
                    row.path("lake").asString(""),
                    row.path("difference").asString("")));
        }
        return totals;
    }
}
