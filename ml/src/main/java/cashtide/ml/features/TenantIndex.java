package cashtide.ml.features;

import cashtide.ml.facts.CustomerHistory;
import cashtide.ml.facts.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's facts made ready for features: one {@link CustomerIndex} per customer, and running sums over the tenant,
 * its segments and its terms, to which a customer's thin history is shrunk.
 */
public final class TenantIndex {

    /** Positions in the group sums. */
    static final int COUNT = 0;

    static final int DELAY = 1;
    static final int LATE = 2;
    static final int LATE_30 = 3;
    static final int LOG_AMOUNT = 4;
    private static final int WIDTH = 5;
    private static final double DELAY_MIN = -45;
    private static final double DELAY_MAX = 90;

    private final History history;
    private final PaymentCalendars calendars;
    private final Map<String, CustomerIndex> customers = new HashMap<>();
    private final Sums tenant;
    private final Map<String, Sums> segments;
    private final Map<Integer, Sums> terms;

    public TenantIndex(History history, PaymentCalendars calendars) {
        this.history = history;
        this.calendars = calendars;
        List<double[]> all = new ArrayList<>();
        Map<String, List<double[]>> bySegment = new HashMap<>();
        Map<Integer, List<double[]>> byTerms = new HashMap<>();
        for (CustomerHistory customer : history.customers()) {
            CustomerIndex index = new CustomerIndex(customer, history.zone(), calendars);
            customers.put(customer.customer().customerKey(), index);
            String segment = customer.customer().segment();
            for (int at = 0; at < index.settledInvoice.length; at++) {
                int i = index.settledInvoice[at];
                List<double[]> events = settledEvents(index, at);
                all.addAll(events);
                if (segment != null) {
                    bySegment.computeIfAbsent(segment, key -> new ArrayList<>()).addAll(events);
                }
                byTerms.computeIfAbsent(termsGroup(index.dueDay[i] - index.issueDay[i]), key -> new ArrayList<>())
                        .addAll(events);
            }
        }
        tenant = Sums.of(all.toArray(new double[0][]), WIDTH);
        segments = sums(bySegment);
        terms = sums(byTerms);
    }

    public History history() {
        return history;
    }

    public PaymentCalendars calendars() {
        return calendars;
    }

    /** What delays are counted in: the weekdays, which are the same in every currency. */
    public PaymentCalendar calendar() {
        return calendars.usual();
    }

    CustomerIndex customer(String customerKey) {
        CustomerIndex index = customers.get(customerKey);
        if (index == null) {
            throw new IllegalArgumentException("unknown customer " + customerKey);
        }
        return index;
    }

    Sums tenant() {
        return tenant;
    }

    @Nullable
    Sums segment(@Nullable String segment) {
        return segment == null ? null : segments.get(segment);
    }

    @Nullable
    Sums terms(int termsDays) {
        return terms.get(termsGroup(termsDays));
    }

    /** Terms that people think of as the same: to the day up to a week, then in steps of about a sixth. */
    static int termsGroup(int termsDays) {
        return termsDays <= 7 ? Math.max(-1, termsDays) : (int) Math.round(6 * Math.log(termsDays)) + 10;
    }

    static double clippedDelay(double delay) {
        return Math.max(DELAY_MIN, Math.min(DELAY_MAX, delay));
    }

    /** A settlement counts from when it is known, and no more from when it is known to be undone. */
    private List<double[]> settledEvents(CustomerIndex index, int at) {
        double[] settled = settledEvent(index, at, index.settledKnownAt[at], 1);
        return index.settledEndKnownAt[at] == CustomerIndex.NEVER
                ? List.of(settled)
                : List.of(settled, settledEvent(index, at, index.settledEndKnownAt[at], -1));
    }

    private double[] settledEvent(CustomerIndex index, int at, long knownAt, int sign) {
        int i = index.settledInvoice[at];
        int late = index.settledDay[at] - index.dueDay[i];
        return new double[] {
            knownAt,
            sign,
            sign * clippedDelay(calendar().delay(index.dueDay[i], index.settledDay[at])),
            late > 0 ? sign : 0,
            late > 30 ? sign : 0,
            sign * Math.log(index.amount[i])
        };
    }

    private static <K> Map<K, Sums> sums(Map<K, List<double[]>> events) {
        Map<K, Sums> sums = new HashMap<>();
        events.forEach((key, rows) -> sums.put(key, Sums.of(rows.toArray(new double[0][]), WIDTH)));
        return sums;
    }
}
