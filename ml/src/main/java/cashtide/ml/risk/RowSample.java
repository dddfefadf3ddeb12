package cashtide.ml.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which of very many rows the trees are grown on. Small tenants bring all they have, large ones as many as one another;
 * what is left of a tenant is spread over its time as the whole is. See ADR 0055.
 */
final class RowSample {

    private RowSample() {}

    /**
     * The same outcomes where they are few enough; else some of each tenant's, in their order.
     *
     * @param byTenant what each tenant brings
     * @param rowsMax how many are taken of all, unless tenants are more than that: each brings one
     * @param seed the same outcomes and seed give the same sample
     */
    static List<List<Outcome>> of(List<List<Outcome>> byTenant, int rowsMax, long seed) {
        int[] sizes = byTenant.stream().mapToInt(List::size).toArray();
        if (IntStream.of(sizes).asLongStream().sum() <= rowsMax) {
            return byTenant;
        }
        int most = mostOfOne(sizes, rowsMax);
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Outcome>> sample = new ArrayList<>(byTenant.size());
        for (List<Outcome> own : byTenant) {
            sample.add(own.size() <= most ? own : thinned(own, most, random));
        }
        return sample;
    }

    /** What a tenant may bring so that the sum of all is as near to the limit as it can be. */
    private static int mostOfOne(int[] sizes, int rowsMax) {
        int[] ascending = sizes.clone();
        Arrays.sort(ascending);
        int left = rowsMax;
        for (int at = 0; at < ascending.length; at++) {
            int share = left / (ascending.length - at);
            if (ascending[at] > share) {
                return Math.max(1, share);
            }
            left -= ascending[at];
        }
        return Integer.MAX_VALUE;
    }

    /** One by chance of each of so many stretches of the tenant's time, which hold as many invoices as one another. */
    private static List<Outcome> thinned(List<Outcome> own, int count, SplittableRandom random) {
        Integer[] byIssue = IntStream.range(0, own.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(byIssue, Comparator.comparing(at -> own.get(at).invoice().invoiceDate()));
        int[] taken = new int[count];
        for (int stretch = 0; stretch < count; stretch++) {
            int from = (int) ((long) stretch * own.size() / count);
            int to = (int) ((stretch + 1L) * own.size() / count);
            taken[stretch] = byIssue[random.nextInt(from, to)];
        }
        Arrays.sort(taken);
        return Arrays.stream(taken).mapToObj(own::get).toList();
    }
}
