package cashtide.ml.risk;

import java.util.ArrayList;
import java.util.List;

/** Learns a {@link Calibration} from what a model trained earlier says of rows that came later. */
final class Calibrator {

    private static final double[] BOOSTED_SHARES = {0, 0.3, 0.5, 0.7, 0.85, 1};
    private static final double[] WEEKDAY_POWERS = {0, 0.3, 0.6, 1};
    private static final double[] ROUND_SHARES = {0.15, 0.3, 0.5, 0.7, 1};
    private static final double[] LATE_HEAD_SHARES = {0, 0.3, 0.5, 0.7, 1};
    /** What straying from equal parts must gain: the best share on one window is rarely the best on the next. */
    private static final double PULL_TO_HALF = 0.004;
    /** A window with few rows proves little about shares: it counts as if so many more had spoken for equal parts. */
    private static final int PULL_ROWS = 2_000;

    /** Dates are whole days, so that P10 to P90 with both ends holds more than 80 of 100 payments. */
    private static final double COVERAGE_AIM = 0.83;
    /** The share to cut off at each end that covers about that much in every business it was tried on. */
    private static final double TAIL_USUAL = 0.125;
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
        Calibration best = Calibration.NONE;
        DelayModel.Raw chosen = DelayModel.Raw.NONE;
        if (model.boosted() != null) {
            double least = Double.POSITIVE_INFINITY;
            for (double share : ROUND_SHARES) {
                int used = (int) Math.max(1, Math.round(rounds * share));
                DelayModel.Raw raw = model.raw(rows, used);
                for (double boostedShare : BOOSTED_SHARES) {
                    Calibration tried = new Calibration(used, boostedShare, 0, 0, 1, 0, 1, 0, TAIL_USUAL);
                    double error = error(raw, tried);
                    if (error < least - 1e-9) {
                        least = error;
                        best = tried;
                        chosen = raw;
                    }
                }
            }
        }
        best = bestWeekdays(best, chosen);
        return finish(bestLateHead(best, chosen), chosen);
    }

    /** The same for a model whose number of rounds is settled. */
    Calibration calibrationOf(int rounds) {
        DelayModel.Raw raw = model.raw(rows, rounds);
        Calibration best = Calibration.NONE;
        double least = Double.POSITIVE_INFINITY;
        for (double boostedShare : BOOSTED_SHARES) {
            Calibration tried = new Calibration(rounds, boostedShare, 0, 0, 1, 0, 1, 0, TAIL_USUAL);
            double error = error(raw, tried);
            if (error < least - 1e-9) {
                least = error;
                best = tried;
            }
        }
        best = bestWeekdays(best, raw);
        return finish(bestLateHead(best, raw), raw);
    }

    private Calibration bestWeekdays(Calibration start, DelayModel.Raw raw) {
        Calibration best = start;
        double least = Double.POSITIVE_INFINITY;
        for (double power : WEEKDAY_POWERS) {
            Calibration tried = new Calibration(start.rounds(), start.boostedShare(), 0, power, 1, 0, 1, 0, TAIL_USUAL);
            double error = error(raw, tried);
            if (error < least - 1e-9) {
                least = error;
                best = tried;
            }
        }
        return best;
    }

    private Calibration bestLateHead(Calibration start, DelayModel.Raw raw) {
        if (raw.late().isEmpty()) {
            return start;
        }
        Calibration best = start;
        double least = Double.POSITIVE_INFINITY;
        for (double share : LATE_HEAD_SHARES) {
            Calibration tried = start.withLateHeadShare(share);
            double[] sum = {PULL_TO_HALF * (rows.size() + PULL_ROWS) * Math.pow(share - 0.5, 2)};
            each(raw, tried, (i, said, came) -> sum[0] += Math.pow(said.lateBeyond(0) - came.lateBeyond(0), 2));
            double error = sum[0];
            if (error < least - 1e-9) {
                least = error;
                best = tried;
            }
        }
        return best;
    }

    private Calibration finish(Calibration start, DelayModel.Raw raw) {
        int size = rows.size();
        double[] late = new double[size];
        double[] late30 = new double[size];
        double[] wasLate = new double[size];
        double[] wasLate30 = new double[size];
        double[] weights = new double[size];
        double[] lateWeights = new double[size];
        each(raw, start, (i, said, came) -> {
            late[i] = said.lateBeyond(0);
            late30[i] = late[i] > 0 ? said.lateBeyond(30) / late[i] : 0;
            wasLate[i] = came.lateBeyond(0);
            wasLate30[i] = wasLate[i] > 0 ? came.lateBeyond(30) / wasLate[i] : 0;
            weights[i] = 1;
            lateWeights[i] = wasLate[i];
        });
        Calibration calibrated = start.withOdds(
                Calibration.Odds.fit(late, wasLate, weights), Calibration.Odds.fit(late30, wasLate30, lateWeights));
        return calibrated.withTailShare(tailShare(raw, calibrated));
    }

    /**
     * The share to cut off at each end so that the interval in whole days covers about what it should, held towards what
     * is usual: coverage differs from one window to the next by several points.
     */
    private double tailShare(DelayModel.Raw raw, Calibration with) {
        List<Double> tails = new ArrayList<>();
        for (double tail = 0.03; tail < 0.2; tail += 0.005) {
            tails.add(tail);
        }
        double[] covered = new double[tails.size()];
        each(raw, with, (i, said, came) -> {
            for (int at = 0; at < covered.length; at++) {
                double tail = tails.get(at);
                covered[at] += came.paidBy(DelayRows.day(said.quantile(1 - tail)))
                        - came.paidBy(DelayRows.day(said.quantile(tail)) - 1);
            }
        });
        double best = TAIL_USUAL;
        double nearest = Double.POSITIVE_INFINITY;
        for (int at = 0; at < covered.length; at++) {
            double off = Math.abs(covered[at] / rows.size() - COVERAGE_AIM);
            if (off < nearest) {
                nearest = off;
                best = tails.get(at);
            }
        }
        return (rows.size() * best + TAIL_PRIOR_COUNT * TAIL_USUAL) / (rows.size() + TAIL_PRIOR_COUNT);
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
