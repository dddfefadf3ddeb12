package cashtide.worklist;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts of the worklist are asked for. Null means: not filtered by it.
 *
 * @param search part of the customer's name, the beginning of its number, an invoice's number, or an amount overdue or open
 * @param collectorId only the accounts of this collector
 * @param minimumMinor least amount overdue, minor units
 */
public record WorklistFilter(
        @Nullable WorklistTab tab,
        String search,
        @Nullable UUID collectorId,
        boolean overdueOnly,
        @Nullable String currency,
        @Nullable Long minimumMinor) {

    public WorklistFilter {
        search = search.strip();
    }

    public static WorklistFilter all() {
        return new WorklistFilter(null, "", null, false, null, null);
    }

    public WorklistFilter inTab(@Nullable WorklistTab other) {
        return new WorklistFilter(other, search, collectorId, overdueOnly, currency, minimumMinor);
    }

    public WorklistFilter searching(String text) {
        return new WorklistFilter(tab, text, collectorId, overdueOnly, currency, minimumMinor);
    }
}
