package cashtide.ml.cash;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Drawn futures of one currency. A customer pays what is due in runs, not invoice by invoice: in each future a customer
 * is early or late with all items together, and each item differs a little.
 */
final class Futures {

    /** How often an item follows its customer's draw; the rest of the time it has its own. */
    private static final double TOGETHER = 0.8;

    private final double[][] byDay;

    private Futures(double[][] byDay) {
        this.byDay = byDay;
    }

    /** @param shares by item and day */
    static Futures draw(List<OpenItem> items, double[][] shares, int days, int samples, long seed) {
        double[][] byDay = new double[samples][days];
        Map<String, Integer> customers = new TreeMap<>();
        for (OpenItem item : items) {
            customers.putIfAbsent(item.invoice().customerKey(), customers.size());
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] ofCustomer = new double[customers.size() * samples];
        for (int i = 0; i < ofCustomer.length; i++) {
            ofCustomer[i] = random.nextDouble();
        }
        double[] cumulated = new double[days];
        for (int i = 0; i < items.size(); i++) {
            OpenItem item = items.get(i);
            double sum = 0;
            for (int day = 0; day < days; day++) {
                sum += shares[i][day];
                cumulated[day] = sum;
            }
            int customer = customers.getOrDefault(item.invoice().customerKey(), 0);
            for (int sample = 0; sample < samples; sample++) {
                double together = random.nextDouble();
                double own = random.nextDouble();
                double drawn = together < TOGETHER ? ofCustomer[customer * samples + sample] : own;
                int day = Arrays.binarySearch(cumulated, drawn);
                int paid = day >= 0 ? day : -day - 1;
                if (paid < days) {
                    byDay[sample][paid] += item.residual();
                }
            }
        }
        return new Futures(byDay);
    }

    /** Sums over a range of days, ascending. */
    double[] sorted(int from, int days) {
        double[] sums = new double[byDay.length];
        for (int sample = 0; sample < sums.length; sample++) {
            for (int day = from; day < from + days; day++) {
                sums[sample] += byDay[sample][day];
            }
        }
        Arrays.sort(sums);
        return sums;
    }

    static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
