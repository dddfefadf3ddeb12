package cashtide.ui.worklist;

import cashtide.worklist.AccountId;
import cashtide.worklist.WorklistFilter;
import cashtide.worklist.WorklistTab;
import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the worklist shows, as it stands in the address: {@code ?tab=todo&q=nord&mine=1&overdue=1&currency=EUR&min=1000&sel=…}.
 * What cannot be read is left out, so that an old or a mangled link still opens the list.
 *
 * @param tab null for all the queues
 * @param minimum least amount overdue in major units
 */
public record WorklistAddress(
        @Nullable WorklistTab tab,
        String search,
        boolean mine,
        boolean overdueOnly,
        @Nullable String currency,
        @Nullable BigDecimal minimum,
        @Nullable AccountId selected) {

    public static WorklistAddress start() {
        return new WorklistAddress(WorklistTab.TODO, "", false, false, null, null, null);
    }

    static WorklistAddress read(QueryParameters query) {
        String tab = query.getSingleParameter("tab").orElse(WorklistTab.TODO.code());
        return new WorklistAddress(
                tab.equals("all") ? null : WorklistTab.ofCode(tab).orElse(WorklistTab.TODO),
                query.getSingleParameter("q").orElse(""),
                query.getSingleParameter("mine").isPresent(),
                query.getSingleParameter("overdue").isPresent(),
                query.getSingleParameter("currency")
                        .filter(code -> code.matches("[A-Z]{3}"))
                        .orElse(null),
                query.getSingleParameter("min")
                        .filter(text -> text.matches("\\d{1,12}(\\.\\d{1,2})?"))
                        .map(BigDecimal::new)
                        .orElse(null),
                query.getSingleParameter("sel").map(WorklistAddress::account).orElse(null));
    }

    QueryParameters write() {
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("tab", List.of(tab == null ? "all" : tab.code()));
        if (!search.isBlank()) {
            query.put("q", List.of(search));
        }
        if (mine) {
            query.put("mine", List.of("1"));
        }
        if (overdueOnly) {
            query.put("overdue", List.of("1"));
        }
        if (currency != null) {
            query.put("currency", List.of(currency));
        }
        if (minimum != null) {
            query.put("min", List.of(minimum.toPlainString()));
        }
        if (selected != null) {
            query.put("sel", List.of(selected.customerId() + "." + selected.currency()));
        }
        return new QueryParameters(query);
    }

    WorklistFilter filter(UUID me) {
        Long minor = minimum == null ? null : minimum.movePointRight(2).longValueExact();
        return new WorklistFilter(tab, search, mine ? me : null, overdueOnly, currency, minor);
    }

    /** How many filters besides the queue and the search are on. */
    int filters() {
        return (mine ? 1 : 0) + (overdueOnly ? 1 : 0) + (currency == null ? 0 : 1) + (minimum == null ? 0 : 1);
    }

    WorklistAddress inTab(@Nullable WorklistTab other) {
        return new WorklistAddress(other, search, mine, overdueOnly, currency, minimum, null);
    }

    WorklistAddress searching(String text) {
        return new WorklistAddress(tab, text, mine, overdueOnly, currency, minimum, null);
    }

    WorklistAddress selecting(@Nullable AccountId account) {
        return new WorklistAddress(tab, search, mine, overdueOnly, currency, minimum, account);
    }

    private static @Nullable AccountId account(String text) {
        if (!text.matches("[0-9a-f-]{36}\\.[A-Z]{3}")) {
            return null;
        }
        return new AccountId(UUID.fromString(text.substring(0, 36)), text.substring(37));
    }
}
