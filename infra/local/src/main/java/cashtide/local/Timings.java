package cashtide.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/** How long something took, done again and again: its middle and its slow end. */
public final class Timings {

    private final long[] sortedNanos;

    private Timings(long[] nanos) {
        this.sortedNanos = nanos.clone();
        Arrays.sort(this.sortedNanos);
    }

    /**
     * Does the work a few times unmeasured, then measured.
     *
     * @param times at least one; a p95 says little below twenty
     * @throws IllegalStateException when the work fails
     */
    public static Timings of(int times, Callable<?> work) {
        try {
            for (int i = 0; i < Math.min(10, times); i++) {
                work.call();
            }
            long[] nanos = new long[times];
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                work.call();
                nanos[i] = System.nanoTime() - start;
            }
            return new Timings(nanos);
        } catch (Exception e) {
            throw new IllegalStateException("what was to be measured does not work: " + e.getMessage(), e);
        }
    }

    /** Times that were taken elsewhere, in nanoseconds. */
    public static Timings ofNanos(long... nanos) {
        return new Timings(nanos);
    }

    public double p50Millis() {
        return quantile(0.50);
    }

    public double p95Millis() {
        return quantile(0.95);
    }

    private double quantile(double q) {
        int index = (int) Math.ceil(q * sortedNanos.length) - 1;
        return sortedNanos[Math.max(0, index)] / 1e6;
    }

    /** {@code p50 1.2 ms, p95 3.4 ms}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.1f ms, p95 %.1f ms", p50Millis(), p95Millis());
    }
}
