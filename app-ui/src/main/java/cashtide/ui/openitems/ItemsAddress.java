package cashtide.ui.openitems;

import cashtide.kpi.AgingBucket;
import cashtide.worklist.OpenItemsQuery;
import cashtide.worklist.Standing;
import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which open items the address asks for: {@code ?asof=2026-11-17&known=then&currency=EUR&customer=C-1&bucket=DAYS_1_30&state=overdue&q=}.
 * What cannot be read is left out.
 */
public record ItemsAddress(
        LocalDate asOf,
        boolean asKnownThen,
        @Nullable String currency,
        @Nullable String customer,
        @Nullable AgingBucket bucket,
        OpenItemsQuery.@Nullable State state,
        String search) {

    /** Reads the address; a day after today counts as today. */
    public static ItemsAddress read(QueryParameters query, LocalDate today) {
        LocalDate day =
                query.getSingleParameter("asof").flatMap(ItemsAddress::day).orElse(today);
        return new ItemsAddress(
                day.isAfter(today) ? today : day,
                query.getSingleParameter("known").filter("then"::equals).isPresent(),
                query.getSingleParameter("currency")
                        .filter(code -> code.matches("[A-Z]{3}"))
                        .orElse(null),
                query.getSingleParameter("customer").orElse(null),
                query.getSingleParameter("bucket")
                        .flatMap(name -> named(AgingBucket.values(), name))
                        .orElse(null),
                query.getSingleParameter("state")
                        .flatMap(name -> named(OpenItemsQuery.State.values(), name))
                        .orElse(null),
                query.getSingleParameter("q").orElse(""));
    }

    public QueryParameters write() {
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("asof", List.of(asOf.toString()));
        if (asKnownThen) {
            query.put("known", List.of("then"));
        }
        put(query, "currency", currency);
        put(query, "customer", customer);
        put(query, "bucket", bucket == null ? null : bucket.name());
        put(query, "state", state == null ? null : state.name().toLowerCase(Locale.ROOT));
        put(query, "q", search.isBlank() ? null : search);
        return new QueryParameters(query);
    }

    public Standing standing() {
        return new Standing(asOf, asKnownThen);
    }

    OpenItemsQuery.Filter filter() {
        return new OpenItemsQuery.Filter(standing(), currency, customer, bucket, state, search);
    }

    ItemsAddress searching(String text) {
        return new ItemsAddress(asOf, asKnownThen, currency, customer, bucket, state, text);
    }

    ItemsAddress on(LocalDate day, boolean knownThen) {
        return new ItemsAddress(day, knownThen, currency, customer, bucket, state, search);
    }

    ItemsAddress only(@Nullable AgingBucket inBucket, OpenItemsQuery.@Nullable State inState) {
        return new ItemsAddress(asOf, asKnownThen, currency, customer, inBucket, inState, search);
    }

    private static void put(Map<String, List<String>> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, List.of(value));
        }
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
