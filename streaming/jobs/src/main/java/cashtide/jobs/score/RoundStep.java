package cashtide.jobs.score;

import cashtide.jobs.WorkerSettings;
import cashtide.lake.TenantName;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.functions.MapFunction;

/** What a round of scoring does with each tenant's facts, all of which are in memory meanwhile. */
enum RoundStep {
    /** Scores and forecast as of the business date. */
    SCORE,
    /** The forecast alone. */
    FORECAST,
    /** Forecasts that are missing of past weeks. */
    PAST,
    /** The weekly review of the models. */
    REVIEW;

    MapFunction<Integer, Long> over(WorkerSettings settings, List<TenantName> tenants) {
        return switch (this) {
            case SCORE -> new ScoreTask(settings.lake(), settings.scores(), tenants, true);
            case FORECAST -> new ScoreTask(settings.lake(), settings.scores(), tenants, false);
            case PAST -> new PastForecastTask(settings.lake(), settings.scores(), tenants);
            case REVIEW -> new ReviewTask(settings.lake(), settings.scores(), tenants);
        };
    }

    String words() {
        return name().toLowerCase(Locale.ROOT);
    }
}
