package cashtide.dataplane;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the lake has followed a tenant's changes. What is null has not happened yet.
 *
 * @param ingestedUntil every change recorded up to then is in raw
 * @param publishedUntil every change recorded up to then is in the tenant's tables
 * @param scoredAt when the newest scores and forecast arrived
 * @param reconciled the last comparison of the core's totals with the lake's
 */
public record Freshness(
        @Nullable Instant ingestedUntil,
        @Nullable Instant publishedUntil,
        @Nullable Instant publishedAt,
        @Nullable Instant scoredAt,
        @Nullable Instant reconciledAt,
        @Nullable Instant reportedAt,
        List<Reconciled> reconciled) {

    /** Nothing was reported yet. */
    static final Freshness NONE = new Freshness(null, null, null, null, null, null, List.of());

    public Freshness {
        reconciled = List.copyOf(reconciled);
    }

    /** One total in both places, in minor units; the difference must be 0. */
    public record Reconciled(
            @Nullable String measure, @Nullable String currency, String core, String lake, String difference) {

        public boolean equal() {
            return difference.matches("-?0+(\\.0+)?");
        }
    }

    /** True when a comparison was made and found nothing. */
    public boolean lakeEqualsCore() {
        return !reconciled.isEmpty() && reconciled.stream().allMatch(Reconciled::equal);
    }
}
