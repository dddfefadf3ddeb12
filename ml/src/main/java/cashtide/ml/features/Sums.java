package cashtide.ml.features;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Running sums of events in the order in which they became known: what had been added up before a moment is one binary
 * search away.
 */
final class Sums {

    private final long[] keys;
    private final double[] cumulated;
    private final int width;

    private Sums(long[] keys, double[] cumulated, int width) {
        this.keys = keys;
        this.cumulated = cumulated;
        this.width = width;
    }

    /** @param events one row per event: the key first (exact up to 2^53), then the values to add up */
    static Sums of(double[][] events, int width) {
        double[][] sorted = events.clone();
        Arrays.sort(sorted, Comparator.comparingDouble(event -> event[0]));
        long[] keys = new long[sorted.length];
        double[] cumulated = new double[(sorted.length + 1) * width];
        for (int row = 0; row < sorted.length; row++) {
            keys[row] = (long) sorted[row][0];
            for (int value = 0; value < width; value++) {
                cumulated[(row + 1) * width + value] = cumulated[row * width + value] + sorted[row][value + 1];
            }
        }
        return new Sums(keys, cumulated, width);
    }

    /** How many events have a key below this one. */
    int countBefore(long key) {
        int low = 0;
        int high = keys.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    double sum(int count, int value) {
        return cumulated[count * width + value];
    }
}
