package cashtide.ml.risk;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.features.FeatureNames;
import cashtide.ml.features.PaymentCalendar;
import cashtide.ml.features.TenantIndex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains a {@link RiskModel} on what was known of one or several tenants at a cut. It sees nothing that became known
 * later, even if it is handed over.
 */
public final class RiskTrainer {

    /** Fewer rows than this teach a tree nothing; customers' own delays, shrunk to everybody's, have to do. */
    private static final int BOOSTED_ROWS_MIN = 250;

    private static final int WINDOW_ROWS_MIN = 150;
    private static final int WINDOW_DAYS_MAX = 60;
    /** A window with fewer rows than this teaches luck: it reaches further back, up to a third of all rows. */
    private static final int WINDOW_ROWS_ENOUGH = 1_500;

    /** With fewer a calibration of a tenant's own is luck. */
    static final int CALIBRATION_ROWS_MIN = 200;

    private final TrainingOptions options;

    public RiskTrainer(TrainingOptions options) {
        this.options = options;
    }

    public RiskModel train(List<History> tenants, AsOf cut) {
        List<TenantIndex> indexes = indexes(tenants, DelayRows.calendar(tenants, cut));
        List<DelayRow> rows = mature(indexes, cut);
        return train(cut, indexes, rows, rehearse(indexes, cut, rows));
    }

    /**
     * The second half of {@link #train(List, AsOf)}.
     *
     * @param rehearsal what {@link #rehearse(List, AsOf)} made of the same facts
     */
    public RiskModel train(List<History> tenants, AsOf cut, @Nullable RiskModel rehearsal) {
        List<TenantIndex> indexes = indexes(tenants, DelayRows.calendar(tenants, cut));
        return train(cut, indexes, mature(indexes, cut), rehearsal);
    }

    /** The rehearsal alone, which tells whether the rest is worth while; null where there is too little to split. */
    public @Nullable RiskModel rehearse(List<History> tenants, AsOf cut) {
        List<TenantIndex> indexes = indexes(tenants, DelayRows.calendar(tenants, cut));
        return rehearse(indexes, cut, mature(indexes, cut));
    }

    /** How many invoices of a tenant there are to learn from, but for those that were credited altogether. */
    public int mature(History tenant, AsOf cut) {
        return Math.toIntExact(tenant.invoices().stream()
                .filter(one -> DelayRows.isMature(one, cut, options.matureDays()))
                .count());
    }

    /**
     * A calibration of one tenant's own for a rehearsal that was trained on many, from invoices that the rehearsal has not
     * learned from. Null where they are fewer than {@value #CALIBRATION_ROWS_MIN}, or the trees are of no use.
     *
     * @param known nothing of this moment or later is looked at
     */
    public @Nullable Calibration calibration(RiskModel rehearsal, History tenant, AsOf known) {
        DelayModel model = rehearsal.model();
        if (model.boosted() == null || model.calibration().boostedShare() == 0) {
            return null;
        }
        LocalDate learnedBefore =
                LocalDate.ofInstant(rehearsal.cut(), tenant.zone()).minusDays(options.matureDays());
        List<DelayRow> rows =
                DelayRows.mature(new TenantIndex(tenant, model.calendar()), known, options.matureDays(), LocalDate.MIN)
                        .stream()
                        .filter(row -> !row.invoice.dueDate().isBefore(learnedBefore))
                        .toList();
        return rows.size() < CALIBRATION_ROWS_MIN
                ? null
                : new Calibrator(model, rows).calibrationOf(model.calibration().rounds());
    }

    private static List<TenantIndex> indexes(List<History> tenants, PaymentCalendar calendar) {
        return tenants.stream().map(tenant -> new TenantIndex(tenant, calendar)).toList();
    }

    private RiskModel train(AsOf cut, List<TenantIndex> indexes, List<DelayRow> rows, @Nullable RiskModel rehearsal) {
        PaymentCalendar calendar = indexes.getFirst().calendar();
        Calibration calibration =
                rehearsal == null ? Calibration.NONE : rehearsal.model().calibration();
        DelayModel model = fit(calendar, rows, Math.max(1, calibration.rounds()), calibration.boostedShare() > 0)
                .with(calibration);
        return new RiskModel(model, cut.moment(), options, rows.size(), rehearsal);
    }

    private List<DelayRow> mature(List<TenantIndex> indexes, AsOf cut) {
        List<DelayRow> rows = new ArrayList<>();
        for (TenantIndex index : indexes) {
            rows.addAll(DelayRows.mature(index, cut, options.matureDays(), LocalDate.MIN));
        }
        return rows;
    }

    private DelayModel fit(PaymentCalendar calendar, List<DelayRow> rows, int rounds, boolean boost) {
        PaidOverTime paid = PaidOverTime.of(rows);
        double[] mass = paid.mass();
        double[] weights = Arrays.stream(mass).map(share -> share * rows.size()).toArray();
        DelayBuckets buckets = DelayBuckets.of(weights, calendar.paymentDaysPerWeek());
        double[] prior = new double[buckets.count()];
        for (int at = 0; at < mass.length; at++) {
            prior[buckets.bucketOf(at + DelayBuckets.MIN)] += mass[at];
        }
        // Half an invoice shared out over the buckets: none is impossible.
        List<Double> smoothed = Arrays.stream(prior)
                .map(share -> (share * rows.size() + 0.5 / prior.length) / (rows.size() + 0.5))
                .boxed()
                .toList();
        BoostedBuckets boosted = null;
        BoostedBuckets lateHead = null;
        if (boost && rows.size() >= BOOSTED_ROWS_MIN) {
            List<float[]> targets =
                    rows.stream().map(row -> paid.target(row, buckets)).toList();
            boosted = BoostedBuckets.train(
                    rows,
                    targets,
                    buckets.count(),
                    options.boost().withRounds(rounds).trainer(options.seed()));
            List<float[]> late =
                    targets.stream().map(target -> lateTarget(target, buckets)).toList();
            lateHead = BoostedBuckets.train(rows, late, 2, LateForest.trainer(options.seed()));
        }
        return new DelayModel(
                calendar,
                buckets,
                smoothed,
                weekdays(calendar, rows),
                typical(rows),
                boosted,
                lateHead,
                Calibration.NONE);
    }

    private static List<Double> typical(List<DelayRow> rows) {
        List<Double> typical = new ArrayList<>();
        for (int i = 0; i < FeatureNames.count(); i++) {
            int feature = i;
            double[] known = rows.stream()
                    .mapToDouble(row -> row.x[feature])
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            typical.add(known.length * 2 > rows.size() ? known[known.length / 2] : Double.NaN);
        }
        return typical;
    }

    private static float[] lateTarget(float[] target, DelayBuckets buckets) {
        int lastOnTime = buckets.bucketOf(0);
        float[] late = new float[2];
        for (int bucket = 0; bucket < target.length; bucket++) {
            late[bucket <= lastOnTime ? 0 : 1] += target[bucket];
        }
        return late;
    }

    private static List<Double> weekdays(PaymentCalendar calendar, List<DelayRow> rows) {
        double[] shares = new double[7];
        double all = 0;
        for (DelayRow row : rows) {
            int due = calendar.number(DelayRows.day(row.invoice.dueDate()));
            for (DelayRow.Tranche tranche : row.tranches) {
                shares[PaymentCalendar.weekday(calendar.epochDay(due + tranche.delay()))] += tranche.share();
                all += tranche.share();
            }
        }
        double payments = all;
        return Arrays.stream(shares)
                .map(share -> payments > 0 ? share / payments : 1.0 / 7)
                .boxed()
                .toList();
    }

    /** Trains on the earlier part, as if the later had not come yet, and learns from what it then says of the later. */
    private @Nullable RiskModel rehearse(List<TenantIndex> indexes, AsOf cut, List<DelayRow> rows) {
        @Nullable LocalDate windowStart = windowStart(rows, cut);
        if (windowStart == null) {
            return null;
        }
        PaymentCalendar calendar = indexes.getFirst().calendar();
        List<DelayRow> earlier = new ArrayList<>();
        for (TenantIndex index : indexes) {
            AsOf then = AsOf.startOf(windowStart, index.history().zone());
            earlier.addAll(DelayRows.mature(index, then, options.matureDays(), LocalDate.MIN));
        }
        if (earlier.size() < WINDOW_ROWS_MIN) {
            return null;
        }
        List<DelayRow> later = rows.stream()
                .filter(row -> !row.invoice.invoiceDate().isBefore(windowStart))
                .toList();
        DelayModel inner = fit(calendar, earlier, options.boost().rounds(), true);
        Calibration calibration =
                new Calibrator(inner, later).calibration(options.boost().rounds());
        AsOf innerCut = AsOf.startOf(windowStart, indexes.getFirst().history().zone());
        return new RiskModel(inner.with(calibration), innerCut.moment(), options, earlier.size(), null);
    }

    /**
     * Where the last quarter of the mature rows begins, but not more than two months back unless that is too short a
     * window; null when too few.
     */
    private @Nullable LocalDate windowStart(List<DelayRow> rows, AsOf cut) {
        if (rows.size() < 2 * WINDOW_ROWS_MIN) {
            return null;
        }
        List<LocalDate> issued =
                rows.stream().map(row -> row.invoice.invoiceDate()).sorted().toList();
        LocalDate lastQuarter = issued.get(issued.size() - Math.max(WINDOW_ROWS_MIN, issued.size() / 4));
        LocalDate earliest = issued.getLast().minusDays(WINDOW_DAYS_MAX);
        LocalDate longEnough =
                issued.get(issued.size() - Math.max(WINDOW_ROWS_MIN, Math.min(WINDOW_ROWS_ENOUGH, issued.size() / 3)));
        LocalDate recent = lastQuarter.isAfter(earliest) ? lastQuarter : earliest;
        LocalDate start = recent.isAfter(longEnough) ? longEnough : recent;
        return start.isBefore(cut.day()) ? start : null;
    }
}
