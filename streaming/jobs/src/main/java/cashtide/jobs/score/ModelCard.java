package cashtide.jobs.score;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Where a stored model comes from.
 *
 * @param version its name: as-of day and moment of training
 * @param cutDay business date it was trained on; facts of later days were not seen
 * @param trainedAt when
 * @param seed the same facts and seed give the same model
 * @param rows training rows
 * @param lakeCuts position in the change feed that was read, by tenant id
 * @param features names of the features in use
 * @param seconds what training took
 */
public record ModelCard(
        String version,
        LocalDate cutDay,
        Instant trainedAt,
        long seed,
        int rows,
        Map<String, String> lakeCuts,
        List<String> features,
        double seconds) {

    /** Until a model has learned from this many rows, more history is worth more than rest. */
    static final int ROWS_ENOUGH = 500;

    public ModelCard {
        lakeCuts = Map.copyOf(lakeCuts);
        features = List.copyOf(features);
    }
}
