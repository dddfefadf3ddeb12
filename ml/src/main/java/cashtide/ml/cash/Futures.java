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

    private static final int PARTS = 64;

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
            int[] firstDay = firstDays(cumulated);
            int customer = customers.getOrDefault(item.invoice().customerKey(), 0);
            for (int sample = 0; sample < samples; sample++) {
                double together = random.nextDouble();
                double own = random.nextDouble();
                double drawn = together < TOGETHER ? ofCustomer[customer * samples + sample] : own;
                if (drawn <= sum) {
                    int paid = firstDay[(int) (drawn * PARTS)];
                    while (cumulated[paid] < drawn) {
                        paid++;
                    }
                    byDay[sample][paid] += item.residual();
                }
            }
        }
        return new Futures(byDay);
    }

    /** By part of the probabilities: the first day by which at least as much is paid, where to begin to look for it. */
    private static int[] firstDays(double[] cumulated) {
        int[] firstDays = new int[PARTS + 1];
        int day = 0;
        for (int part = 0; part <= PARTS; part++) {
            while (day < cumulated.length - 1 && cumulated[day] < (double) part / PARTS) {
                day++;
            }
            firstDays[part] = day;
        }
        return firstDays;
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
