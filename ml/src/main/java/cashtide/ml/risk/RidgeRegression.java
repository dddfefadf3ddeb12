package cashtide.ml.risk;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.DenseVector;

/**
 * Slopes that are held towards nothing, as strongly as does best on groups of rows that they were not learned from: rows
 * of one group, a customer's, are too much alike to test each other.
 */
final class RidgeRegression {

    private static final int FOLDS = 5;
    /** On squared slopes of columns whose deviation is 1. None of them is another choice: slopes of nothing. */
    private static final double[] PENALTIES = {10, 30, 100, 300, 1_000, 3_000, 10_000};
    /** So much of the targets at either end counts as no farther out. */
    private static final double CLIPPED_SHARE = 0.01;

    private final double[] slopes;
    private final double[] left;

    private RidgeRegression(double[] slopes, double[] left) {
        this.slopes = slopes;
        this.left = left;
    }

    /** By column. */
    List<Double> slopes() {
        return DoubleStream.of(slopes).boxed().toList();
    }

    /** What a row's target is off the line that was learned without its group. */
    double left(int row) {
        return left[row];
    }

    /**
     * @param rows one array of columns per row, about 0 and without gaps
     * @param targets what is learned, by row
     * @param weights how much each row counts, 0 to 1
     * @param groups the group of each row
     */
    static RidgeRegression of(List<double[]> rows, double[] targets, double[] weights, List<String> groups) {
        int columns = rows.isEmpty() ? 0 : rows.getFirst().length;
        double[] aims = clipped(targets);
        int[] fold = groups.stream()
                .mapToInt(group -> Math.floorMod(group.hashCode(), FOLDS))
                .toArray();
        Sums[] sums = new Sums[FOLDS];
        Arrays.setAll(sums, at -> new Sums(columns));
        double least = 0;
        for (int i = 0; i < aims.length; i++) {
            sums[fold[i]].add(rows.get(i), aims[i], weights[i]);
            least += weights[i] * aims[i] * aims[i];
        }
        double[][] best = new double[FOLDS + 1][columns];
        for (double penalty : PENALTIES) {
            double[][] tried = new double[FOLDS + 1][];
            for (int without = 0; without <= FOLDS; without++) {
                tried[without] = slopes(sums, without, penalty);
            }
            double error = 0;
            for (int i = 0; i < aims.length; i++) {
                double apart = aims[i] - product(tried[fold[i]], rows.get(i));
                error += weights[i] * apart * apart;
            }
            if (error < least) {
                least = error;
                best = tried;
            }
        }
        double[] left = new double[targets.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = targets[i] - product(best[fold[i]], rows.get(i));
        }
        return new RidgeRegression(best[FOLDS], left);
    }

    static double product(double[] slopes, double[] row) {
        double product = 0;
        for (int column = 0; column < slopes.length; column++) {
            product += slopes[column] * row[column];
        }
        return product;
    }

    private static double[] clipped(double[] targets) {
        double[] sorted = targets.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return Arrays.stream(targets)
                .map(target -> Math.clamp(
                        target, sorted[(int) (CLIPPED_SHARE * last)], sorted[(int) ((1 - CLIPPED_SHARE) * last)]))
                .toArray();
    }

    private static double[] slopes(Sums[] sums, int without, double penalty) {
        Sums all = new Sums(sums[0].towards.length);
        for (int fold = 0; fold < sums.length; fold++) {
            if (fold != without) {
                all.add(sums[fold]);
            }
        }
        // With a penalty the matrix is positive definite: there is always a factorization.
        return DenseMatrix.createDenseMatrix(all.squaresWith(penalty))
                .choleskyFactorization()
                .orElseThrow()
                .solve(DenseVector.createDenseVector(all.towards))
                .toArray();
    }

    /** The sums of products of a fold that its slopes follow from. */
    private static final class Sums {

        private final double[][] squares;
        private final double[] towards;

        Sums(int columns) {
            squares = new double[columns][columns];
            towards = new double[columns];
        }

        void add(double[] row, double aim, double weight) {
            for (int f = 0; f < row.length; f++) {
                double weighted = weight * row[f];
                if (weighted != 0) {
                    towards[f] += weighted * aim;
                    for (int g = 0; g <= f; g++) {
                        squares[f][g] += weighted * row[g];
                    }
                }
            }
        }

        void add(Sums other) {
            for (int f = 0; f < towards.length; f++) {
                towards[f] += other.towards[f];
                for (int g = 0; g <= f; g++) {
                    squares[f][g] += other.squares[f][g];
                }
            }
        }

        /** Both halves, equal to the last bit: a factorization is only made of what is symmetric. */
        double[][] squaresWith(double penalty) {
            double[][] whole = new double[towards.length][towards.length];
            for (int f = 0; f < towards.length; f++) {
                for (int g = 0; g <= f; g++) {
                    whole[f][g] = squares[f][g];
                    whole[g][f] = squares[f][g];
                }
                whole[f][f] += penalty;
            }
            return whole;
        }
    }
}
