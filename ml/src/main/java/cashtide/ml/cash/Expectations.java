package cashtide.ml.cash;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.features.Features;
import cashtide.ml.features.PaymentCalendar;
import cashtide.ml.features.PaymentCalendars;
import cashtide.ml.features.PaymentRuns;
import cashtide.ml.features.TenantIndex;
import cashtide.ml.risk.PaymentDates;
import cashtide.ml.risk.RiskModel;
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

    /** How many of a customer's own delays the roll-rates are worth. */
    private static final double ROLLED_PRIOR_COUNT = 1;

    private final History history;
    private final RiskModel.Scorer scorer;
    private final Features features;
    private final PaymentCalendars calendars;
    private final boolean knowsRuns;

    Expectations(RiskModel model, History history) {
        this.history = history;
        TenantIndex index = new TenantIndex(history, model.calendars());
        this.scorer = model.over(index);
        this.features = new Features(index);
        this.calendars = model.calendars();
        // The obvious guess, which learned nothing from features, knows of no payment runs either.
        this.knowsRuns = !model.features().isEmpty();
    }

    /**
     * What goes into the mixture, by method, then item, then day. Where a method has nothing left to say, because its day
     * has passed, the roll-rates of the item's age are taken: else what nobody will ever pay is expected on the next payment
     * day, every day anew.
     */
    List<double[][]> of(List<OpenItem> items, AsOf asOf, int days) {
        double[][] rolled = rolled(items, asOf, days);
        return List.of(
                model(items, asOf, days),
                inRuns(items, asOf, customerMean(items, asOf, rolled)),
                inRuns(items, asOf, lastFifty(items, asOf, rolled, ROLLED_PRIOR_COUNT)),
                inRuns(items, asOf, rolled),
                inRuns(items, asOf, onDueDate(items, asOf, rolled)));
    }

    /** Of customers that pay in runs, what is expected of them comes with these. */
    private double[][] inRuns(List<OpenItem> items, AsOf asOf, double[][] shares) {
        if (!knowsRuns) {
            return shares;
        }
        int from = Math.toIntExact(asOf.day().toEpochDay());
        double[][] shifted = new double[shares.length][];
        for (int i = 0; i < shares.length; i++) {
            PaymentRuns runs = features.runs(items.get(i).invoice(), asOf);
            shifted[i] = runs == null ? shares[i] : runs.onto(shares[i], day -> from + day);
        }
        return shifted;
    }

    /** The same methods as anybody would use them, to show the forecast beside: what is overdue comes soon. */
    List<double[][]> alone(List<OpenItem> items, AsOf asOf, int days) {
        int from = Math.toIntExact(asOf.day().toEpochDay());
        double[][] next = new double[items.size()][days];
        double[][] inAWeek = new double[items.size()][days];
        for (int i = 0; i < next.length; i++) {
            PaymentCalendar calendar = calendar(items.get(i));
            put(next[i], calendar, from, from, 1);
            put(inAWeek[i], calendar, calendar.epochDay(calendar.number(from - 1) + 5), from, 0.5);
        }
        return List.of(
                model(items, asOf, days),
                customerMean(items, asOf, next),
                lastFifty(items, asOf, inAWeek, 0),
                rolled(items, asOf, days),
                onDueDate(items, asOf, next));
    }

    private double[][] rolled(List<OpenItem> items, AsOf asOf, int days) {
        RollRates rates = RollRates.of(history, asOf, days);
        double[][] rolled = new double[items.size()][];
        for (int i = 0; i < rolled.length; i++) {
            rolled[i] = rates.byDay(items.get(i).dueDay(), asOf, calendar(items.get(i)));
        }
        return rolled;
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

    /** Each item on its due date. */
    private double[][] onDueDate(List<OpenItem> items, AsOf asOf, double[][] overdue) {
        double[][] shares = new double[items.size()][];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = onDay(items.get(i), items.get(i).dueDay(), asOf, overdue[i]);
        }
        return shares;
    }

    /** Due date plus the customer's mean delay. */
    private double[][] customerMean(List<OpenItem> items, AsOf asOf, double[][] overdue) {
        double[][] shares = new double[items.size()][];
        for (int i = 0; i < shares.length; i++) {
            int[] delays = features.recentDelays(items.get(i).invoice(), asOf);
            double sum = 0;
            for (int delay : delays) {
                sum += delay;
            }
            int mean = delays.length == 0 ? 0 : (int) Math.round(sum / delays.length);
            PaymentCalendar calendar = calendar(items.get(i));
            int day = calendar.epochDay(calendar.number(items.get(i).dueDay()) + mean);
            shares[i] = onDay(items.get(i), day, asOf, overdue[i]);
        }
        return shares;
    }

    /** @param overdue the shares when the day has passed */
    private double[] onDay(OpenItem item, int day, AsOf asOf, double[] overdue) {
        int from = Math.toIntExact(asOf.day().toEpochDay());
        if (day < from) {
            return overdue.clone();
        }
        double[] byDay = new double[overdue.length];
        put(byDay, calendar(item), day, from, 1);
        return byDay;
    }

    /**
     * The customer's last 50 delays, of those that are still possible.
     *
     * @param overdue the shares when none is
     * @param overdueCount how many of the customer's own delays those shares are worth
     */
    private double[][] lastFifty(List<OpenItem> items, AsOf asOf, double[][] overdue, double overdueCount) {
        int from = Math.toIntExact(asOf.day().toEpochDay());
        double[][] shares = new double[items.size()][];
        for (int i = 0; i < shares.length; i++) {
            PaymentCalendar calendar = calendar(items.get(i));
            int due = calendar.number(items.get(i).dueDay());
            int[] delays = features.recentDelays(items.get(i).invoice(), asOf);
            int possible = 0;
            for (int delay : delays) {
                possible += calendar.epochDay(due + delay) >= from ? 1 : 0;
            }
            double[] byDay = overdue[i].clone();
            for (int day = 0; possible > 0 && day < byDay.length; day++) {
                byDay[day] *= overdueCount / (possible + overdueCount);
            }
            for (int delay : delays) {
                int day = calendar.epochDay(due + delay);
                if (day >= from) {
                    put(byDay, calendar, day, from, 1 / (possible + overdueCount));
                }
            }
            shares[i] = byDay;
        }
        return shares;
    }

    private static void put(double[] byDay, PaymentCalendar calendar, int day, int from, double share) {
        int next = calendar.nextPaymentDay(Math.max(day, from));
        if (next - from < byDay.length) {
            byDay[next - from] += share;
        }
    }

    private PaymentCalendar calendar(OpenItem item) {
        return calendars.in(item.invoice().currency());
    }
}
