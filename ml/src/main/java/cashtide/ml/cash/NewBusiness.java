package cashtide.ml.cash;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cash of invoices that aren't issued yet: how much the tenant issues a day, by its weekly or its monthly rhythm, paid as
 * late after issue as its invoices were. The interval is how far the same forecast was off on days before.
 */
final class NewBusiness {

    private static final int DAYS_PER_WEEK = 7;
    /** In less than this there is no rhythm to see. */
    private static final int HISTORY_DAYS_MIN = 28;

    private static final int REHEARSALS_MAX = 26;
    private static final int NEIGHBOURS_MIN = 8;
    private static final double TAIL = 0.1;
    /** The width where nothing has come true yet. */
    private static final double LOW_UNKNOWN = 0.4;

    private static final double HIGH_UNKNOWN = 1.8;

    private final List<InvoiceHistory> invoices;
    private final History history;

    private NewBusiness(History history, List<InvoiceHistory> invoices) {
        this.history = history;
        this.invoices = invoices;
    }

    /** Weekly cells by currency and date; no cell for a currency with less than four weeks of invoices. */
    static List<CashCell> of(History history, AsOf asOf, int weeks) {
        Map<String, List<InvoiceHistory>> byCurrency = new TreeMap<>();
        for (InvoiceHistory one : history.invoices()) {
            if (one.knownAt(asOf)) {
                byCurrency
                        .computeIfAbsent(one.invoice().currency(), currency -> new ArrayList<>())
                        .add(one);
            }
        }
        List<CashCell> cells = new ArrayList<>();
        byCurrency.forEach(
                (currency, invoices) -> cells.addAll(new NewBusiness(history, invoices).cells(currency, asOf, weeks)));
        return cells;
    }

    private List<CashCell> cells(String currency, AsOf asOf, int weeks) {
        double[] expected = expected(asOf, weeks);
        if (expected.length == 0) {
            return List.of();
        }
        List<List<Double>> ratios = rehearsed(asOf, weeks);
        List<CashCell> cells = new ArrayList<>(weeks);
        for (int week = 0; week < weeks; week++) {
            List<Double> near = new ArrayList<>();
            for (int other = Math.max(0, week - 1); other <= Math.min(weeks - 1, week + 1); other++) {
                near.addAll(ratios.get(other));
            }
            near.sort(null);
            boolean known = near.size() >= NEIGHBOURS_MIN;
            int rank = (int) Math.floor((near.size() + 1) * TAIL);
            double low = known ? Math.min(1, near.get(Math.max(0, rank - 1))) : LOW_UNKNOWN;
            double high = known ? Math.max(1, near.get(near.size() - 1 - Math.max(0, rank - 1))) : HIGH_UNKNOWN;
            double mean = expected[week];
            LocalDate from = asOf.day().plusWeeks(week);
            cells.add(new CashCell(currency, from, DAYS_PER_WEEK, mean * low, mean, mean * high, mean));
        }
        return cells;
    }

    /** By horizon: what came over what had been expected, as of days before that have come true. */
    private List<List<Double>> rehearsed(AsOf asOf, int weeks) {
        List<List<Double>> ratios = new ArrayList<>();
        for (int week = 0; week < weeks; week++) {
            ratios.add(new ArrayList<>());
        }
        for (int back = 1; back <= REHEARSALS_MAX; back++) {
            AsOf then = AsOf.startOf(asOf.day().minusWeeks(back), history.zone());
            int seen = Math.min(weeks, back);
            double[] expected = expected(then, seen);
            if (expected.length == 0) {
                break;
            }
            double[] came = came(then, asOf, seen);
            for (int week = 0; week < seen; week++) {
                if (expected[week] > 0) {
                    ratios.get(week).add(came[week] / expected[week]);
                }
            }
        }
        return ratios;
    }

    /** By week, cash that invoices issued from {@code then} on had brought, as far as it was known at {@code now}. */
    private double[] came(AsOf then, AsOf now, int weeks) {
        double[] came = new double[weeks];
        for (InvoiceHistory one : invoices) {
            if (one.knownAt(then) || !one.knownAt(now)) {
                continue;
            }
            for (ApplicationFact application : one.applications()) {
                long week = Math.floorDiv(
                        application.paidOn().toEpochDay() - then.day().toEpochDay(), DAYS_PER_WEEK);
                if (application.kind() == ApplicationFact.Kind.CASH && application.standsAt(now) && week < weeks) {
                    came[(int) Math.max(0, week)] += application.amount();
                }
            }
        }
        return came;
    }

    /** By week; empty where there is too little to see a rhythm. */
    private double[] expected(AsOf asOf, int weeks) {
        IssueRhythm rhythm = IssueRhythm.of(invoices, asOf, HISTORY_DAYS_MIN);
        if (rhythm.isUnknown()) {
            return new double[0];
        }
        int days = weeks * DAYS_PER_WEEK;
        double[] paidAfter = paidAfterIssue(asOf, days);
        double[] byWeek = new double[weeks];
        for (int issued = 0; issued < days; issued++) {
            double amount = rhythm.expectedOn(asOf.day().plusDays(issued));
            for (int paid = issued; paid < days; paid++) {
                byWeek[paid / DAYS_PER_WEEK] += amount * paidAfter[paid - issued];
            }
        }
        return byWeek;
    }

    /** The share of issued amounts paid so many days after issue: product-limit, as what is open may still be paid. */
    private double[] paidAfterIssue(AsOf asOf, int days) {
        double[] paid = new double[days];
        double[] leaves = new double[days + 1];
        double atRisk = 0;
        for (InvoiceHistory one : invoices) {
            if (!one.knownAt(asOf)) {
                continue;
            }
            long issued = one.invoice().invoiceDate().toEpochDay();
            double left = one.invoice().amount();
            for (ApplicationFact application : one.applications()) {
                if (!application.standsAt(asOf)) {
                    continue;
                }
                double amount = Math.min(left, application.amount());
                left -= amount;
                int after = (int) Math.max(0, application.paidOn().toEpochDay() - issued);
                if (after >= days) {
                    leaves[days] += amount;
                } else if (application.kind() == ApplicationFact.Kind.CASH) {
                    paid[after] += amount;
                }
                atRisk += after >= days || application.kind() == ApplicationFact.Kind.CASH ? amount : 0;
            }
            int watched = (int) Math.max(0, Math.min(days, asOf.day().toEpochDay() - issued));
            leaves[watched] += left;
            atRisk += left;
        }
        double[] share = new double[days];
        double open = 1;
        for (int after = 0; after < days; after++) {
            atRisk -= leaves[after];
            share[after] = atRisk > 0.005 ? open * Math.min(1, paid[after] / atRisk) : 0;
            open -= share[after];
            atRisk -= paid[after];
        }
        return share;
    }
}
