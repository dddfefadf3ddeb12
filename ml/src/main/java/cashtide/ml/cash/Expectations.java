package cashtide.ml.cash;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.features.Features;
import cashtide.ml.features.PaymentCalendar;
import cashtide.ml.features.TenantIndex;
import cashtide.ml.risk.PaymentDates;
import cashtide.ml.risk.RiskModel;
import java.util.ArrayList;
import java.util.List;

/**
 * How each method expects the open items to be paid: for each item the share paid on each day from the as-of day on.
 * What is missing to 1 comes after the horizon.
 */
final class Expectations {

    /** In the order of {@link #of}. */
    enum Method {
        MODEL,
        CUSTOMER_MEAN,
        LAST_50_BY_AGE,
        ROLL_RATES,
        DUE_DATE
    }

    private final History history;
    private final RiskModel.Scorer scorer;
    private final Features features;
    private final PaymentCalendar calendar;

    Expectations(RiskModel model, History history) {
        this.history = history;
        TenantIndex index = new TenantIndex(history, model.calendar());
        this.scorer = model.over(index);
        this.features = new Features(index);
        this.calendar = model.calendar();
    }

    /** By method, then item, then day. */
    List<double[][]> of(List<OpenItem> items, AsOf asOf, int days) {
        List<double[][]> byMethod = new ArrayList<>();
        byMethod.add(model(items, asOf, days));
        byMethod.addAll(naive(items, asOf, days));
        return byMethod;
    }

    /** The same of the naive methods only, which need no model: any past day can be rehearsed with them. */
    List<double[][]> naive(List<OpenItem> items, AsOf asOf, int days) {
        List<double[][]> byMethod = new ArrayList<>();
        byMethod.add(customerMean(items, asOf, days));
        byMethod.add(lastFifty(items, asOf, days));
        RollRates rates = RollRates.of(history, asOf, days);
        double[][] rolled = new double[items.size()][];
        for (int i = 0; i < rolled.length; i++) {
            rolled[i] = rates.byDay(items.get(i).dueDay(), asOf, calendar);
        }
        byMethod.add(rolled);
        byMethod.add(onDueDate(items, asOf, days));
        return byMethod;
    }

    private double[][] model(List<OpenItem> items, AsOf asOf, int days) {
        List<PaymentDates> dates =
                scorer.dates(asOf, items.stream().map(OpenItem::invoice).toList());
        int from = Math.toIntExact(asOf.day().toEpochDay());
        double[][] shares = new double[items.size()][];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = dates.get(i).byDay(from, days);
        }
        return shares;
    }

    /** Each item on its due date; what is overdue on the next payment day. */
    private double[][] onDueDate(List<OpenItem> items, AsOf asOf, int days) {
        int from = Math.toIntExact(asOf.day().toEpochDay());
        double[][] shares = new double[items.size()][days];
        for (int i = 0; i < shares.length; i++) {
            put(shares[i], items.get(i).dueDay(), from, 1);
        }
        return shares;
    }

    /** Due date plus the customer's mean delay; where that has passed, the next payment day. */
    private double[][] customerMean(List<OpenItem> items, AsOf asOf, int days) {
        int from = Math.toIntExact(asOf.day().toEpochDay());
        double[][] shares = new double[items.size()][days];
        for (int i = 0; i < shares.length; i++) {
            int[] delays = features.recentDelays(items.get(i).invoice(), asOf);
            double sum = 0;
            for (int delay : delays) {
                sum += delay;
            }
            int mean = delays.length == 0 ? 0 : (int) Math.round(sum / delays.length);
            put(shares[i], calendar.epochDay(calendar.number(items.get(i).dueDay()) + mean), from, 1);
        }
        return shares;
    }

    /** The customer's last 50 delays, of those that are still possible. */
    private double[][] lastFifty(List<OpenItem> items, AsOf asOf, int days) {
        int from = Math.toIntExact(asOf.day().toEpochDay());
        double[][] shares = new double[items.size()][days];
        for (int i = 0; i < shares.length; i++) {
            int due = calendar.number(items.get(i).dueDay());
            int[] delays = features.recentDelays(items.get(i).invoice(), asOf);
            int possible = 0;
            for (int delay : delays) {
                possible += calendar.epochDay(due + delay) >= from ? 1 : 0;
            }
            if (possible == 0) {
                put(shares[i], calendar.epochDay(calendar.number(from - 1) + 5), from, 0.5);
                continue;
            }
            for (int delay : delays) {
                int day = calendar.epochDay(due + delay);
                if (day >= from) {
                    put(shares[i], day, from, 1.0 / possible);
                }
            }
        }
        return shares;
    }

    private void put(double[] byDay, int day, int from, double share) {
        int next = Math.max(day, from);
        while (!calendar.isPaymentDay(next)) {
            next++;
        }
        if (next - from < byDay.length) {
            byDay[next - from] += share;
        }
    }
}
