package cashtide.ml.risk;

import cashtide.ml.risk.Calibration.Mixture;
import cashtide.ml.risk.Calibration.Odds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Learns a {@link Calibration} from what a model trained earlier says of rows that came later. */
final class Calibrator {

    private static final double[] BOOSTED_SHARES = {0, 0.3, 0.5, 0.7, 0.85, 1};
    /** Of what the boosted buckets leave to the customer's own past. */
    private static final double[] LINEAR_SHARES = {0.5, 1};
    /** A line that is no better by so much of the error is left out: it costs time, and a gain like that may be luck. */
    private static final double LINEAR_GAIN_MIN = 0.007;

    private static final double[] WEEKDAY_POWERS = {0, 0.3, 0.6, 1};
    private static final double[] ROUND_SHARES = {0.15, 0.3, 0.5, 0.7, 1};
    private static final double[] LATE_SHARES = {0, 0.3, 0.5, 0.7, 1};
    /** Of that share. */
    private static final double[] LATE_LINEAR_SHARES = {0, 0.5, 1};

    private static final double[] NO_SHARE = {0};
    /** What straying from equal parts must gain: the best share on one window is rarely the best on the next. */
    private static final double PULL_TO_HALF = 0.004;
    /** A window with few rows proves little about shares: it counts as if so many more had spoken for equal parts. */
    private static final int PULL_ROWS = 2_000;

    /** Dates are whole days, so that P10 to P90 with both ends holds more than 80 of 100 payments. */
    private static final double COVERAGE_AIM = 0.83;
    /** The share to cut off at each end that covers about that much where many pay on few days. */
    private static final double TAIL_USUAL = 0.125;

    private static final double TAIL_MIN = 0.03;
    private static final double TAIL_STEP = 0.005;
    private static final int TAILS = 34;
    /** How many rows of a window weigh as much as what is usual; payments of a run miss together. */
    private static final double TAIL_PRIOR_COUNT = 4_000;

    private static final int ROWS_AT_ONCE = 4_096;

    private final DelayModel model;
    private final List<DelayRow> rows;
    /** When invoices like these are paid, for what was open. */
    private final double[] paid;

    Calibrator(DelayModel model, List<DelayRow> rows) {
        this.model = model;
        this.rows = rows;
        this.paid =
                PaidOverTime.of(rows.stream().map(row -> row.outcome).toList()).mass();
    }

    Calibration calibration(int rounds) {
        Mixture best = Mixture.OWN_PAST;
        DelayModel.Raw chosen = DelayModel.Raw.NONE;
        if (model.boosted() != null) {
            double least = Double.POSITIVE_INFINITY;
            for (double share : ROUND_SHARES) {
                int used = (int) Math.max(1, Math.round(rounds * share));
                DelayModel.Raw raw = model.raw(rows, used);
                Tried tried = best(raw, boostedShares(used));
                if (tried.error() < least - 1e-9) {
                    least = tried.error();
                    best = tried.mixture();
                    chosen = raw;
                }
            }
        }
        return calibration(best, chosen);
    }

    /** The same for a model whose number of rounds is settled. */
    Calibration calibrationOf(int rounds) {
        DelayModel.Raw raw = model.raw(rows, rounds);
        return calibration(best(raw, boostedShares(rounds)).mixture(), raw);
    }

    private Calibration calibration(Mixture trees, DelayModel.Raw raw) {
        Mixture mixture = withLine(trees, raw);
        mixture = best(
                        raw,
                        DoubleStream.of(WEEKDAY_POWERS)
                                .mapToObj(mixture::withWeekdayPower)
                                .toList())
                .mixture();
        return finish(withLate(mixture, raw), raw);
    }

    /** A mixture and its error on the rows. */
    private record Tried(Mixture mixture, double error) {}

    /** The first of those with the least error. */
    private Tried best(DelayModel.Raw raw, List<Mixture> mixtures) {
        Tried best = new Tried(mixtures.getFirst(), Double.POSITIVE_INFINITY);
        for (Mixture mixture : mixtures) {
            double error = error(raw, unscaled(mixture));
            if (error < best.error() - 1e-9) {
                best = new Tried(mixture, error);
            }
        }
        return best;
    }

    private static Calibration unscaled(Mixture mixture) {
        return new Calibration(mixture, Odds.UNCHANGED, Odds.UNCHANGED, TAIL_USUAL);
    }

    private static List<Mixture> boostedShares(int rounds) {
        return DoubleStream.of(BOOSTED_SHARES)
                .mapToObj(share -> new Mixture(rounds, share, 0, 0, 0, 0))
                .toList();
    }

    private Mixture withLine(Mixture without, DelayModel.Raw raw) {
        if (model.linear() == null) {
            return without;
        }
        List<Mixture> mixtures = new ArrayList<>();
        for (double line : LINEAR_SHARES) {
            for (double boosted : BOOSTED_SHARES) {
                mixtures.add(new Mixture(without.rounds(), boosted, line * (1 - boosted), 0, 0, 0));
            }
        }
        Tried with = best(raw, mixtures);
        return with.error() < (1 - LINEAR_GAIN_MIN) * error(raw, unscaled(without)) ? with.mixture() : without;
    }

    private Mixture withLate(Mixture start, DelayModel.Raw raw) {
        if (raw.late().isEmpty()) {
            return start;
        }
        Mixture best = start;
        double least = Double.POSITIVE_INFINITY;
        for (double share : LATE_SHARES) {
            for (double line : start.linear() > 0 ? LATE_LINEAR_SHARES : NO_SHARE) {
                Mixture tried = start.withLate(share * (1 - line), share * line);
                double[] sum = {PULL_TO_HALF * (rows.size() + PULL_ROWS) * Math.pow(share - 0.5, 2)};
                each(
                        raw,
                        unscaled(tried),
                        (i, said, came) -> sum[0] += Math.pow(said.lateBeyond(0) - came.lateBeyond(0), 2));
                if (sum[0] < least - 1e-9) {
                    least = sum[0];
                    best = tried;
                }
            }
        }
        return best;
    }

    private Calibration finish(Mixture mixture, DelayModel.Raw raw) {
        int size = rows.size();
        double[] late = new double[size];
        double[] late30 = new double[size];
        double[] wasLate = new double[size];
        double[] wasLate30 = new double[size];
        double[] weights = new double[size];
        double[] lateWeights = new double[size];
        each(raw, unscaled(mixture), (i, said, came) -> {
            late[i] = said.lateBeyond(0);
            late30[i] = late[i] > 0 ? said.lateBeyond(30) / late[i] : 0;
            wasLate[i] = came.lateBeyond(0);
            wasLate30[i] = wasLate[i] > 0 ? came.lateBeyond(30) / wasLate[i] : 0;
            weights[i] = 1;
            lateWeights[i] = wasLate[i];
        });
        Odds ofLate = Odds.fit(late, wasLate, weights);
        Odds ofLate30 = Odds.fit(late30, wasLate30, lateWeights);
        double tail = tailShare(raw, new Calibration(mixture, ofLate, ofLate30, TAIL_USUAL));
        return new Calibration(mixture, ofLate, ofLate30, tail);
    }

    /**
     * The share to cut off at each end so that the interval in whole days covers about what it should, held towards what
     * would do so if the distributions were right: coverage differs from one window to the next by several points. Where
     * payments of many days are likely that is less than usual; more than usual is not believed.
     */
    private double tailShare(DelayModel.Raw raw, Calibration with) {
        double[] tails = IntStream.range(0, TAILS)
                .mapToDouble(at -> TAIL_MIN + at * TAIL_STEP)
                .toArray();
        double[] covered = new double[tails.length];
        double[] meant = new double[tails.length];
        each(raw, with, (i, said, came) -> {
            for (int at = 0; at < tails.length; at++) {
                int before = DelayRows.day(said.quantile(tails[at])) - 1;
                int last = DelayRows.day(said.quantile(1 - tails[at]));
                covered[at] += came.paidBy(last) - came.paidBy(before);
                meant[at] += said.paidBy(last) - said.paidBy(before);
            }
        });
        double expected = Math.min(TAIL_USUAL, tails[nearestToAim(meant)]);
        return (rows.size() * tails[nearestToAim(covered)] + TAIL_PRIOR_COUNT * expected)
                / (rows.size() + TAIL_PRIOR_COUNT);
    }

    private int nearestToAim(double[] covered) {
        int nearest = 0;
        for (int at = 1; at < covered.length; at++) {
            if (Math.abs(covered[at] / rows.size() - COVERAGE_AIM)
                    < Math.abs(covered[nearest] / rows.size() - COVERAGE_AIM)) {
                nearest = at;
            }
        }
        return nearest;
    }

    /** Mean ranked probability score: how far the distribution lies from what came, in payment days. */
    private double error(DelayModel.Raw raw, Calibration with) {
        double[] error = new double[1];
        each(raw, with, (i, said, came) -> {
            double apart = 0;
            // Beyond two months either way another day more or less says little.
            for (int at = -40 - DelayBuckets.MIN; at <= 60 - DelayBuckets.MIN; at++) {
                apart += said.mass()[at] - came.mass()[at];
                error[0] += apart * apart;
            }
        });
        return error[0] / rows.size();
    }

    /** What is said of a row beside what came. */
    @FunctionalInterface
    private interface Seen {
        void row(int at, PaymentDates said, PaymentDates came);
    }

    /** Some at a time: the distributions of all would take gigabytes in a large pool. */
    private void each(DelayModel.Raw raw, Calibration with, Seen seen) {
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            int to = Math.min(rows.size(), from + ROWS_AT_ONCE);
            List<PaymentDates> dates = model.dates(rows.subList(from, to), raw.part(from, to), with);
            for (int i = from; i < to; i++) {
                PaymentDates said = dates.get(i - from);
                seen.row(i, said, said.with(came(rows.get(i).outcome)));
            }
        }
    }

    private double[] came(Outcome one) {
        double[] mass = new double[DelayBuckets.DELAYS];
        double all = one.openShare();
        for (Outcome.Tranche tranche : one.tranches()) {
            all += tranche.share();
        }
        for (Outcome.Tranche tranche : one.tranches()) {
            mass[tranche.delay() - DelayBuckets.MIN] += tranche.share() / all;
        }
        if (one.openShare() > 0) {
            double left = 0;
            for (int at = one.openFrom() - DelayBuckets.MIN; at < mass.length; at++) {
                left += paid[at];
            }
            for (int at = one.openFrom() - DelayBuckets.MIN; at < mass.length; at++) {
                mass[at] += one.openShare() / all * (left > 1e-9 ? paid[at] / left : at == mass.length - 1 ? 1 : 0);
            }
        }
        return mass;
    }
}
