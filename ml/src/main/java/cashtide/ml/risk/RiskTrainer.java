package cashtide.ml.risk;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.features.FeatureNames;
import cashtide.ml.features.PaymentCalendar;
import cashtide.ml.features.PaymentCalendars;
import cashtide.ml.features.TenantIndex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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

    /**
     * Trees are grown on so many rows at most, chosen by {@link RowSample}: their time grows with the rows. What more rows
     * would bring is in ADR 0055. Everything else is learned from all rows.
     */
    private static final int TREE_ROWS_MAX = 100_000;

    private final TrainingOptions options;
    private final int treeRowsMax;

    public RiskTrainer(TrainingOptions options) {
        this(options, TREE_ROWS_MAX);
    }

    /** @param treeRowsMax how many rows trees are grown on at most */
    public RiskTrainer(TrainingOptions options, int treeRowsMax) {
        this.options = options;
        this.treeRowsMax = treeRowsMax;
    }

    /** What several tenants bring, tenant by tenant. */
    private record Pool(List<History> tenants, PaymentCalendars calendars, List<List<Outcome>> outcomes) {

        int size() {
            return outcomes.stream().mapToInt(List::size).sum();
        }

        List<Outcome> all() {
            return outcomes.stream().flatMap(List::stream).toList();
        }

        Pool part(UnaryOperator<List<List<Outcome>>> choice) {
            return new Pool(tenants, calendars, choice.apply(outcomes));
        }

        /** One tenant after the other, so that the index of one at a time is held. */
        List<DelayRow> rows() {
            List<DelayRow> rows = new ArrayList<>(size());
            for (int i = 0; i < tenants.size(); i++) {
                if (!outcomes.get(i).isEmpty()) {
                    rows.addAll(DelayRows.toLearnFrom(new TenantIndex(tenants.get(i), calendars), outcomes.get(i)));
                }
            }
            return rows;
        }
    }

    public RiskModel train(List<History> tenants, AsOf cut) {
        Pool pool = mature(tenants, cut);
        return train(cut, pool, rehearse(pool, cut));
    }

    /**
     * The second half of {@link #train(List, AsOf)}.
     *
     * @param rehearsal what {@link #rehearse(List, AsOf)} made of the same facts
     */
    public RiskModel train(List<History> tenants, AsOf cut, @Nullable RiskModel rehearsal) {
        return train(cut, mature(tenants, cut), rehearsal);
    }

    /** The rehearsal alone, which tells whether the rest is worth while; null where there is too little to split. */
    public @Nullable RiskModel rehearse(List<History> tenants, AsOf cut) {
        return rehearse(mature(tenants, cut), cut);
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
        if (model.calibration().mixture().isOwnPast()) {
            return null;
        }
        LocalDate learnedBefore =
                LocalDate.ofInstant(rehearsal.cut(), tenant.zone()).minusDays(options.matureDays());
        List<Outcome> unseen = DelayRows.mature(tenant, model.calendars().usual(), known, options.matureDays()).stream()
                .filter(one -> !one.invoice().dueDate().isBefore(learnedBefore))
                .toList();
        if (unseen.size() < CALIBRATION_ROWS_MIN) {
            return null;
        }
        List<DelayRow> rows = DelayRows.toLearnFrom(new TenantIndex(tenant, model.calendars()), unseen);
        return new Calibrator(model, rows)
                .calibrationOf(model.calibration().mixture().rounds());
    }

    private Pool mature(List<History> tenants, AsOf cut) {
        return mature(tenants, DelayRows.calendars(tenants, cut), tenant -> cut);
    }

    private Pool mature(List<History> tenants, PaymentCalendars calendars, Function<History, AsOf> cut) {
        return new Pool(
                tenants,
                calendars,
                tenants.stream()
                        .map(tenant ->
                                DelayRows.mature(tenant, calendars.usual(), cut.apply(tenant), options.matureDays()))
                        .toList());
    }

    private RiskModel train(AsOf cut, Pool pool, @Nullable RiskModel rehearsal) {
        Calibration calibration =
                rehearsal == null ? Calibration.NONE : rehearsal.model().calibration();
        Calibration.Mixture mixture = calibration.mixture();
        DelayModel model =
                fit(pool, Math.max(1, mixture.rounds()), !mixture.isOwnPast()).with(calibration);
        return new RiskModel(model, cut.moment(), options, pool.size(), rehearsal);
    }

    private DelayModel fit(Pool pool, int rounds, boolean boost) {
        PaymentCalendar calendar = pool.calendars().usual();
        List<Outcome> all = pool.all();
        PaidOverTime paid = PaidOverTime.of(all);
        double[] mass = paid.mass();
        double[] weights = Arrays.stream(mass).map(share -> share * all.size()).toArray();
        DelayBuckets buckets = DelayBuckets.of(weights, calendar.paymentDaysPerWeek());
        double[] prior = new double[buckets.count()];
        for (int at = 0; at < mass.length; at++) {
            prior[buckets.bucketOf(at + DelayBuckets.MIN)] += mass[at];
        }
        // Half an invoice shared out over the buckets: none is impossible.
        List<Double> smoothed = Arrays.stream(prior)
                .map(share -> (share * all.size() + 0.5 / prior.length) / (all.size() + 0.5))
                .boxed()
                .toList();
        List<DelayRow> rows = pool.part(outcomes -> RowSample.of(outcomes, treeRowsMax, options.seed()))
                .rows();
        BoostedBuckets boosted = null;
        LateHead lateHead = null;
        LinearDelays linear = null;
        if (boost && all.size() >= BOOSTED_ROWS_MIN) {
            List<float[]> targets =
                    rows.stream().map(row -> paid.target(row.outcome, buckets)).toList();
            List<float[]> late =
                    targets.stream().map(target -> lateTarget(target, buckets)).toList();
            // Beside the boosted trees, each in a thread of its own: two cores, and the same trees as one after the
            // other.
            CompletableFuture<@Nullable LateHead> head =
                    CompletableFuture.supplyAsync(() -> LateHead.train(rows, late, options.seed()));
            boosted = BoostedBuckets.train(
                    rows,
                    targets,
                    buckets.count(),
                    options.boost().withRounds(rounds).trainer(options.seed()));
            lateHead = head.join();
            linear = LinearDelays.of(rows);
        }
        return new DelayModel(
                pool.calendars(),
                buckets,
                smoothed,
                weekdays(calendar, all),
                typical(rows),
                boosted,
                lateHead,
                linear,
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

    private static List<Double> weekdays(PaymentCalendar calendar, List<Outcome> outcomes) {
        double[] shares = new double[7];
        double all = 0;
        for (Outcome one : outcomes) {
            int due = calendar.number(DelayRows.day(one.invoice().dueDate()));
            for (Outcome.Tranche tranche : one.tranches()) {
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
    private @Nullable RiskModel rehearse(Pool pool, AsOf cut) {
        @Nullable LocalDate windowStart = windowStart(pool.all(), cut);
        if (windowStart == null) {
            return null;
        }
        List<History> tenants = pool.tenants();
        Pool earlier = mature(tenants, pool.calendars(), tenant -> AsOf.startOf(windowStart, tenant.zone()));
        int rows = earlier.size();
        if (rows < WINDOW_ROWS_MIN) {
            return null;
        }
        DelayModel inner = fit(earlier, options.boost().rounds(), true);
        Pool later = pool.part(outcomes ->
                outcomes.stream().map(own -> issuedFrom(own, windowStart)).toList());
        Calibration calibration =
                new Calibrator(inner, later.rows()).calibration(options.boost().rounds());
        AsOf innerCut = AsOf.startOf(windowStart, tenants.getFirst().zone());
        return new RiskModel(inner.with(calibration), innerCut.moment(), options, rows, null);
    }

    private static List<Outcome> issuedFrom(List<Outcome> outcomes, LocalDate day) {
        return outcomes.stream()
                .filter(one -> !one.invoice().invoiceDate().isBefore(day))
                .toList();
    }

    /**
     * Where the last quarter of the mature rows begins, but not more than two months back unless that is too short a
     * window; null when too few.
     */
    private @Nullable LocalDate windowStart(List<Outcome> mature, AsOf cut) {
        if (mature.size() < 2 * WINDOW_ROWS_MIN) {
            return null;
        }
        List<LocalDate> issued =
                mature.stream().map(one -> one.invoice().invoiceDate()).sorted().toList();
        LocalDate lastQuarter = issued.get(issued.size() - Math.max(WINDOW_ROWS_MIN, issued.size() / 4));
        LocalDate earliest = issued.getLast().minusDays(WINDOW_DAYS_MAX);
        LocalDate longEnough =
                issued.get(issued.size() - Math.max(WINDOW_ROWS_MIN, Math.min(WINDOW_ROWS_ENOUGH, issued.size() / 3)));
        LocalDate recent = lastQuarter.isAfter(earliest) ? lastQuarter : earliest;
        LocalDate start = recent.isAfter(longEnough) ? longEnough : recent;
        return start.isBefore(cut.day()) ? start : null;
    }
}
