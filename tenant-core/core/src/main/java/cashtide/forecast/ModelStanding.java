package cashtide.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which model stands for a tenant, as the data plane reported it last.
 *
 * @param asOf business date of the report
 * @param baselineShown whether the naive baseline is shown in the champion's place
 * @param baseline its name
 * @param champion null before the first, and after the last one was rolled back
 * @param challenger the model in shadow, null for none
 * @param former champions before, the latest first
 * @param decisions the latest first
 * @param review null before the first weekly review
 */
public record ModelStanding(
        LocalDate asOf,
        boolean baselineShown,
        String baseline,
        @Nullable Model champion,
        @Nullable Model challenger,
        List<String> former,
        List<Decision> decisions,
        @Nullable Review review) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param trainedUntil it saw no fact of a later day */
    public record Model(String version, LocalDate trainedUntil) {}

    /** What was decided, in a sentence. */
    public record Decision(LocalDate on, String text) {}

    /**
     * What the last weekly review found.
     *
     * @param model the model that was judged
     * @param rehearsed whether it is one of before the weeks judged, since the champion was too young
     * @param from first day of the weeks
     * @param alarms in words; none is good
     */
    public record Review(
            LocalDate on, String model, boolean rehearsed, LocalDate from, List<Figure> figures, List<String> alarms) {

        public Review {
            figures = List.copyOf(figures);
            alarms = List.copyOf(alarms);
        }
    }

    /**
     * One figure of the review.
     *
     * @param metric week_error, calibration, wape, coverage, psi_score and others, as in the lake's {@code model_metrics}
     * @param currency null for all
     * @param baseline of the naive baseline in the same weeks, null where there is none
     * @param count what it rests on
     */
    public record Figure(
            String metric,
            @Nullable String currency,
            double value,
            @Nullable Double baseline,
            long count) {}

    public ModelStanding {
        former = List.copyOf(former);
        decisions = List.copyOf(decisions);
    }

    /** @param metrics of a {@code score_run} of kind watch */
    static ModelStanding of(LocalDate asOf, boolean baselineShown, String metrics) {
        JsonNode node = JSON.readTree(metrics);
        List<String> former = new ArrayList<>();
        node.path("former").forEach(version -> former.add(version.asString()));
        List<Decision> decisions = new ArrayList<>();
        for (JsonNode decision : node.path("decisions")) {
            decisions.add(new Decision(
                    LocalDate.parse(decision.path("on").asString()),
                    decision.path("text").asString()));
        }
        return new ModelStanding(
                asOf,
                baselineShown,
                node.path("baseline").asString(""),
                model(node.path("champion")),
                model(node.path("challenger")),
                former,
                decisions,
                review(node.path("review")));
    }

    private static @Nullable Model model(JsonNode node) {
        return node.has("model")
                ? new Model(
                        node.path("model").asString(),
                        LocalDate.parse(node.path("trained_until").asString()))
                : null;
    }

    private static @Nullable Review review(JsonNode node) {
        if (!node.has("on")) {
            return null;
        }
        List<Figure> figures = new ArrayList<>();
        for (JsonNode figure : node.path("figures")) {
            figures.add(new Figure(
                    figure.path("metric").asString(),
                    figure.path("currency").isString() ? figure.path("currency").asString() : null,
                    figure.path("value").asDouble(),
                    figure.path("baseline").isNumber() ? figure.path("baseline").asDouble() : null,
                    figure.path("count").asLong()));
        }
        List<String> alarms = new ArrayList<>();
        node.path("alarms").forEach(alarm -> alarms.add(alarm.asString()));
        return new Review(
                LocalDate.parse(node.path("on").asString()),
                node.path("model").asString(),
                "rehearsed".equals(node.path("role").asString("")),
                LocalDate.parse(node.path("from").asString()),
                figures,
                alarms);
    }
}
