package cashtide.ml.risk;

import cashtide.ml.features.FeatureNames;
import cashtide.ml.features.PaymentCalendar;
import cashtide.ml.features.PaymentCalendars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * From rows to distributions: boosted buckets, a straight line and the customer's own recent delays, mixed, shaped by
 * paying weekdays and calibrated.
 *
 * @param prior probability of each bucket over all customers, of payments that were open at the cut as well
 * @param weekdays share of payments by weekday over all customers
 * @param typical the median of each feature, NaN where it was mostly unknown
 */
record DelayModel(
        PaymentCalendars calendars,
        DelayBuckets buckets,
        List<Double> prior,
        List<Double> weekdays,
        List<Double> typical,
        @Nullable BoostedBuckets boosted,
        @Nullable LateHead lateHead,
        @Nullable LinearDelays linear,
        Calibration calibration) {

    private static final double OWN_PRIOR_COUNT = 2;
    private static final double WEEKDAY_PRIOR_COUNT = 10;
    private static final double GUESS_EARLY = 0.35;
    private static final double GUESS_LATE = 0.4;
    /** Payment days within which most of the early and of the late lie. */
    private static final double GUESS_EARLY_DAYS = 5;

    private static final double GUESS_LATE_DAYS = 9;
    /** As many as buckets need to be fine. */
    private static final int GUESS_INVOICES = 1_000;

    DelayModel {
        prior = List.copyOf(prior);
        weekdays = List.copyOf(weekdays);
        typical = List.copyOf(typical);
    }

    /**
     * Before any payment: the shares late and more than 30 days late from which the features of a tenant start as well, and
     * the due date in the middle.
     */
    static DelayModel guess() {
        double[] weights = new double[DelayBuckets.DELAYS];
        double early = 0;
        double late = 0;
        for (int delay = DelayBuckets.MIN; delay <= DelayBuckets.MAX; delay++) {
            double near = Math.exp(-Math.abs(delay) / (delay < 0 ? GUESS_EARLY_DAYS : GUESS_LATE_DAYS));
            weights[delay - DelayBuckets.MIN] = near;
            early += delay < 0 ? near : 0;
            late += delay > 0 ? near : 0;
        }
        for (int delay = DelayBuckets.MIN; delay <= DelayBuckets.MAX; delay++) {
            double share =
                    delay < 0 ? GUESS_EARLY / early : delay > 0 ? GUESS_LATE / late : 1 - GUESS_EARLY - GUESS_LATE;
            weights[delay - DelayBuckets.MIN] *= share * GUESS_INVOICES;
        }
        PaymentCalendars calendars = PaymentCalendars.MONDAY_TO_FRIDAY;
        DelayBuckets buckets = DelayBuckets.of(weights, calendars.usual().paymentDaysPerWeek());
        Double[] prior = new Double[buckets.count()];
        Arrays.fill(prior, 0.0);
        for (int delay = DelayBuckets.MIN; delay <= DelayBuckets.MAX; delay++) {
            prior[buckets.bucketOf(delay)] += weights[delay - DelayBuckets.MIN] / GUESS_INVOICES;
        }
        return new DelayModel(
                calendars,
                buckets,
                List.of(prior),
                Collections.nCopies(7, 1.0 / 7),
                Collections.nCopies(FeatureNames.count(), Double.NaN),
                null,
                null,
                null,
                Calibration.NONE);
    }

    DelayModel with(Calibration other) {
        return new DelayModel(calendars, buckets, prior, weekdays, typical, boosted, lateHead, linear, other);
    }

    DelayModel naive() {
        return new DelayModel(calendars, buckets, prior, weekdays, typical, null, null, null, Calibration.NONE);
    }

    /**
     * What the boosted models say by themselves; both lists are empty without them.
     *
     * @param late by row, the probability of being late
     */
    record Raw(List<double[]> buckets, List<Double> late) {

        static final Raw NONE = new Raw(List.of(), List.of());

        /** What they say of some of the rows. */
        Raw part(int from, int to) {
            return new Raw(
                    buckets.isEmpty() ? buckets : buckets.subList(from, to),
                    late.isEmpty() ? late : late.subList(from, to));
        }
    }

    List<PaymentDates> dates(List<DelayRow> rows) {
        return dates(rows, raw(rows, calibration.mixture().rounds()), calibration);
    }

    /** @param rounds of the bucket model; 0 is all */
    Raw raw(List<DelayRow> rows, int rounds) {
        if (boosted == null || rows.isEmpty()) {
            return Raw.NONE;
        }
        List<float[]> x = rows.stream().map(row -> row.x).toList();
        return new Raw(
                List.of(boosted.predict(x, rounds)),
                lateHead == null
                        ? List.of()
                        : DoubleStream.of(lateHead.late(x)).boxed().toList());
    }

    List<PaymentDates> dates(List<DelayRow> rows, Raw raw, Calibration with) {
        List<PaymentDates> dates = new ArrayList<>(rows.size());
        Calibration.Mixture mixture = with.mixture();
        for (int i = 0; i < rows.size(); i++) {
            DelayRow row = rows.get(i);
            double[] line = linear == null || mixture.linear() == 0 ? null : linear.byBucket(row, buckets, prior);
            double[] boostedHere =
                    raw.buckets().isEmpty() ? null : raw.buckets().get(i);
            double lateTrees = raw.late().isEmpty() ? Double.NaN : raw.late().get(i);
            dates.add(shaped(row, mixed(own(row), boostedHere, line, mixture), late(lateTrees, line, mixture), with));
        }
        return dates;
    }

    private static double[] mixed(
            double[] own, double @Nullable [] boosted, double @Nullable [] line, Calibration.Mixture mixture) {
        double ofBoosted = boosted == null ? 0 : mixture.boosted();
        double ofLine = line == null ? 0 : mixture.linear();
        double[] mixed = new double[own.length];
        for (int bucket = 0; bucket < mixed.length; bucket++) {
            mixed[bucket] = (1 - ofBoosted - ofLine) * own[bucket]
                    + (boosted == null ? 0 : ofBoosted * boosted[bucket])
                    + (line == null ? 0 : ofLine * line[bucket]);
        }
        return mixed;
    }

    /** What is said of being late beside the distribution, and how much it counts. */
    private record Late(double probability, double share) {}

    private Late late(double trees, double @Nullable [] line, Calibration.Mixture mixture) {
        double ofTrees = Double.isNaN(trees) ? 0 : mixture.lateTrees();
        double ofLine = line == null ? 0 : mixture.lateLinear();
        double share = ofTrees + ofLine;
        if (share == 0) {
            return new Late(0, 0);
        }
        double lineLate = 0;
        for (int bucket = buckets.bucketOf(0) + 1; line != null && bucket < line.length; bucket++) {
            lineLate += line[bucket];
        }
        return new Late(((ofTrees == 0 ? 0 : ofTrees * trees) + ofLine * lineLate) / share, share);
    }

    /** The naive baseline knows of no runs. */
    private double[] inRuns(DelayRow row, PaymentCalendar calendar, double[] mass) {
        if (row.ownRuns == null || boosted == null) {
            return mass;
        }
        int first = calendar.numberPaidBy(DelayRows.day(row.invoice.dueDate())) + DelayBuckets.MIN;
        // The last position stands for all that is later.
        double[] seen = Arrays.copyOf(mass, mass.length - 1);
        double[] shifted = Arrays.copyOf(row.ownRuns.onto(seen, at -> calendar.epochDay(first + at)), mass.length);
        shifted[mass.length - 1] = mass[mass.length - 1];
        return shifted;
    }

    /** The customer's own recent delays, each counting the same, shrunk to everybody's. */
    private double[] own(DelayRow row) {
        double[] byBucket = new double[buckets.count()];
        double sum = OWN_PRIOR_COUNT;
        for (int bucket = 0; bucket < byBucket.length; bucket++) {
            byBucket[bucket] = OWN_PRIOR_COUNT * prior.get(bucket);
        }
        for (int delay : row.ownDelays) {
            byBucket[buckets.bucketOf(delay)]++;
            sum++;
        }
        for (int bucket = 0; bucket < byBucket.length; bucket++) {
            byBucket[bucket] /= sum;
        }
        return byBucket;
    }

    private PaymentDates shaped(DelayRow row, double[] byBucket, Late beside, Calibration with) {
        PaymentCalendar calendar = calendars.in(row.invoice.currency());
        int due = DelayRows.day(row.invoice.dueDate());
        int dueNumber = calendar.numberPaidBy(due);
        double[] factors = weekdayFactors(row, with.mixture().weekdayPower());
        int late30From = calendar.numberPaidBy(due + 30) - dueNumber + 1 - DelayBuckets.MIN;
        int lateFrom = 1 - DelayBuckets.MIN;
        double[] usual = buckets.spreadOut(byBucket);
        double[] mass = buckets.spreadOut(byBucket, row.ownDelays);
        double[] parts = new double[3];
        double[] ownParts = new double[3];
        for (int at = 0; at < mass.length; at++) {
            int day = calendar.epochDay(dueNumber + at + DelayBuckets.MIN);
            double factor = factors[PaymentCalendar.weekday(day)];
            int part = at < lateFrom ? 0 : at < late30From ? 1 : 2;
            parts[part] += usual[at] * factor;
            mass[at] *= factor;
            ownParts[part] += mass[at];
        }
        double all = parts[0] + parts[1] + parts[2];
        double said = beside.share() * beside.probability() + (1 - beside.share()) * (parts[1] + parts[2]) / all;
        double late = with.late().apply(said);
        double given = parts[1] + parts[2] > 0 ? parts[2] / (parts[1] + parts[2]) : 0;
        double late30 = late * with.late30().apply(given);
        double[] scale = {
            ownParts[0] > 0 ? (1 - late) / ownParts[0] : 0,
            ownParts[1] > 0 ? (late - late30) / ownParts[1] : 0,
            ownParts[2] > 0 ? late30 / ownParts[2] : 0
        };
        for (int at = 0; at < mass.length; at++) {
            mass[at] *= scale[at < lateFrom ? 0 : at < late30From ? 1 : 2];
        }
        return new PaymentDates(calendar, due, inRuns(row, calendar, mass));
    }

    private double[] weekdayFactors(DelayRow row, double power) {
        double[] factors = new double[7];
        double count = 0;
        for (int payments : row.ownWeekdays) {
            count += payments;
        }
        for (int weekday = 0; weekday < 7; weekday++) {
            double usual = Math.max(1e-3, weekdays.get(weekday));
            double own = (row.ownWeekdays[weekday] + WEEKDAY_PRIOR_COUNT * usual) / (count + WEEKDAY_PRIOR_COUNT);
            factors[weekday] = power == 0 ? 1 : Math.pow(own / usual, power);
        }
        return factors;
    }
}
