package cashtide.ml.risk;

import cashtide.ml.features.FeatureNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Delays along a straight line: around the customer's own level, moved by the features, scattered as everybody's are and as
 * widely as the customer's own. Where customers do pay like that, it learns from a few thousand invoices what trees need
 * many more for. Where they do not, the held-back window leaves it out. Delays are in payment days.
 *
 * @param everybody the mean delay of all
 * @param levelCount how many of a customer's own delays everybody's mean is worth in his level
 * @param scatter how far delays are off the line on average
 * @param scatterCount how many of a customer's own delays that is worth in his scatter
 * @param centres the mean of each feature, which stands for one that is unknown
 * @param scales the deviation of each feature, 0 of one that is the same everywhere
 * @param slopes days by deviation of the feature
 * @param around quantiles, at equal steps, of what delays are off the line, in scatters
 */
record LinearDelays(
        double everybody,
        double levelCount,
        double scatter,
        double scatterCount,
        List<Double> centres,
        List<Double> scales,
        List<Double> slopes,
        List<Double> around) {

    private static final double[] LEVEL_COUNTS = {0.25, 0.5, 1, 2, 4, 8, 16, 32};
    private static final double[] SCATTER_COUNTS = {4, 16, 64, 256, 1e9};
    private static final double SCATTER_MIN = 0.1;
    private static final double DEVIATIONS_MAX = 4;
    private static final int QUANTILES_MAX = 200;
    /** As many as a bucket of delays rests on at least. */
    private static final int ROWS_PER_QUANTILE = 12;

    /** The weight of everybody's delays: none is impossible. */
    private static final double EVERYBODY_SHARE = 0.01;

    LinearDelays {
        centres = List.copyOf(centres);
        scales = List.copyOf(scales);
        slopes = List.copyOf(slopes);
        around = List.copyOf(around);
    }

    static LinearDelays of(List<DelayRow> rows) {
        List<Own> own = rows.stream().map(row -> Own.of(row.ownDelays)).toList();
        double[] paid = new double[rows.size()];
        double[] delay = new double[rows.size()];
        for (int i = 0; i < delay.length; i++) {
            for (Outcome.Tranche one : rows.get(i).outcome.tranches()) {
                paid[i] += one.share();
                delay[i] += one.share() * one.delay();
            }
            delay[i] = paid[i] > 0 ? delay[i] / paid[i] : 0;
        }
        double everybody = mean(paid, delay);
        double levelCount = least(LEVEL_COUNTS, count -> {
            double error = 0;
            for (int i = 0; i < delay.length; i++) {
                error += paid[i] * Math.abs(delay[i] - own.get(i).level(everybody, count));
            }
            return error;
        });
        double[] offLevel = new double[delay.length];
        Arrays.setAll(offLevel, i -> delay[i] - own.get(i).level(everybody, levelCount));
        double[] centres = new double[FeatureNames.count()];
        double[] scales = new double[FeatureNames.count()];
        for (int feature = 0; feature < centres.length; feature++) {
            int at = feature;
            double[] known = rows.stream()
                    .mapToDouble(row -> row.x[at])
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            double centre = Arrays.stream(known).average().orElse(0);
            double variance = Arrays.stream(known)
                    .map(value -> (value - centre) * (value - centre))
                    .average()
                    .orElse(0);
            centres[at] = centre;
            scales[at] = variance > 1e-9 ? Math.sqrt(variance) : 0;
        }
        RidgeRegression line = RidgeRegression.of(
                rows.stream().map(row -> deviations(row.x, centres, scales)).toList(),
                offLevel,
                paid,
                rows.stream().map(row -> row.invoice.customerKey()).toList());
        double[] distances = new double[delay.length];
        Arrays.setAll(distances, i -> Math.abs(line.left(i)));
        double scatter = Math.max(SCATTER_MIN, mean(paid, distances));
        double scatterCount = least(SCATTER_COUNTS, count -> {
            // How unlikely the distances are if they fall off as those of Laplace's distribution do, in logarithms.
            double logs = 0;
            double inScatters = 0;
            double all = 0;
            for (int i = 0; i < distances.length; i++) {
                double wide = own.get(i).scatter(scatter, count, levelCount);
                logs += paid[i] * Math.log(wide);
                inScatters += paid[i] * distances[i] / wide;
                all += paid[i];
            }
            return logs + all * Math.log(Math.max(1e-9, inScatters));
        });
        List<Off> around = new ArrayList<>(rows.size());
        for (int i = 0; i < delay.length; i++) {
            Outcome outcome = rows.get(i).outcome;
            double said = delay[i] - line.left(i);
            double wide = own.get(i).scatter(scatter, scatterCount, levelCount);
            for (Outcome.Tranche one : outcome.tranches()) {
                around.add(new Off((one.delay() - said) / wide, one.share()));
            }
            if (outcome.openShare() > 0) {
                // It is paid on the first day left at the earliest: as near as what is known of it allows.
                around.add(new Off((outcome.openFrom() - said) / wide, outcome.openShare()));
            }
        }
        return new LinearDelays(
                everybody,
                levelCount,
                scatter,
                scatterCount,
                boxed(centres),
                boxed(scales),
                line.slopes(),
                quantiles(around));
    }

    /** A customer's own recent delays: how many, their mean, and their mean distance from it. */
    private record Own(int count, double mean, double distance) {

        static Own of(int[] delays) {
            double mean = Arrays.stream(delays).average().orElse(0);
            double distance = Arrays.stream(delays)
                    .mapToDouble(delay -> Math.abs(delay - mean))
                    .average()
                    .orElse(0);
            return new Own(delays.length, mean, distance);
        }

        double level(double everybody, double levelCount) {
            return (everybody * levelCount + mean * count) / (levelCount + count);
        }

        /** The fewer of his delays are known, the farther off his level may be. */
        double scatter(double usual, double scatterCount, double levelCount) {
            double own = (usual * scatterCount + distance * count) / (scatterCount + count);
            return own * Math.sqrt(1 + 1 / (levelCount + count));
        }
    }

    /** A delay off the line, in scatters, and the share of the invoice that was paid then. */
    private record Off(double scatters, double share) {}

    private static List<Double> quantiles(List<Off> around) {
        List<Off> sorted = around.stream()
                .sorted(Comparator.comparingDouble(Off::scatters))
                .toList();
        double all = sorted.stream().mapToDouble(Off::share).sum();
        int steps = Math.clamp(sorted.size() / ROWS_PER_QUANTILE, 1, QUANTILES_MAX);
        List<Double> quantiles = new ArrayList<>(steps);
        double passed = 0;
        int at = 0;
        for (int q = 0; q < steps; q++) {
            while (at < sorted.size() - 1 && passed + sorted.get(at).share() < (q + 0.5) / steps * all) {
                passed += sorted.get(at).share();
                at++;
            }
            quantiles.add(sorted.get(at).scatters());
        }
        return quantiles;
    }

    private static double least(double[] candidates, DoubleUnaryOperator error) {
        double best = candidates[0];
        double least = Double.POSITIVE_INFINITY;
        for (double candidate : candidates) {
            double tried = error.applyAsDouble(candidate);
            if (tried < least) {
                least = tried;
                best = candidate;
            }
        }
        return best;
    }

    private static double mean(double[] weights, double[] values) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
            all += weights[i];
        }
        return all > 0 ? sum / all : 0;
    }

    private static double[] deviations(float[] x, double[] centres, double[] scales) {
        double[] deviations = new double[centres.length];
        for (int at = 0; at < deviations.length; at++) {
            if (!Float.isNaN(x[at]) && scales[at] > 0) {
                deviations[at] = Math.clamp((x[at] - centres[at]) / scales[at], -DEVIATIONS_MAX, DEVIATIONS_MAX);
            }
        }
        return deviations;
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static double[] unboxed(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * The probability of each bucket.
     *
     * @param prior the same over all customers
     */
    double[] byBucket(DelayRow row, DelayBuckets buckets, List<Double> prior) {
        Own own = Own.of(row.ownDelays);
        double line = own.level(everybody, levelCount)
                + RidgeRegression.product(unboxed(slopes), deviations(row.x, unboxed(centres), unboxed(scales)));
        double wide = own.scatter(scatter, scatterCount, levelCount);
        double[] byBucket = new double[buckets.count()];
        for (int bucket = 0; bucket < byBucket.length; bucket++) {
            byBucket[bucket] = EVERYBODY_SHARE * prior.get(bucket);
        }
        int bucket = 0;
        for (double scatters : around) {
            int delay = DelayBuckets.clip((int) Math.round(line + wide * scatters));
            while (buckets.lasts().get(bucket) < delay) {
                bucket++;
            }
            byBucket[bucket] += (1 - EVERYBODY_SHARE) / around.size();
        }
        return byBucket;
    }
}
