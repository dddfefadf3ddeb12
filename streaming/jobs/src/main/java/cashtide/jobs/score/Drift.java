package cashtide.jobs.score;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.features.FeatureNames;
import cashtide.ml.features.Features;
import cashtide.ml.features.TenantIndex;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskScore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much the invoices of the last four weeks differ from those a model learned from: the population stability index,
 * the sum over tenths of the earlier values (and the unknown ones) of {@code (now - then) * ln(now / then)}, less what
 * chance alone would give for as many invoices.
 *
 * @param score index of the probability of being late
 * @param features index of each feature in use that is an invoice's own, the largest first
 * @param invoices of the last four weeks
 */
record Drift(double score, List<Shift> features, int invoices) {

    /** From here on a population counts as another one; the customary limit. */
    static final double LIMIT = 0.25;

    private static final int RECENT_DAYS = 28;
    private static final int REFERENCE_DAYS = 180;
    private static final int INVOICES_MIN = 50;
    private static final int BINS = 10;

    /** Averages over many customers: one value for all invoices of a group, which moves a little every week for all at once. */
    private static final Set<String> OF_GROUPS =
            Set.of("SEGMENT_DELAY", "SEGMENT_LATE_RATIO", "TERMS_DELAY", "TERMS_LATE_RATIO");

    /** How far one feature has moved. */
    record Shift(String feature, double psi) {}

    Drift {
        features = List.copyOf(features);
    }

    /** @param trainedUntil the model's cut */
    static Drift of(RiskModel model, TenantFacts facts, LocalDate trainedUntil) {
        LocalDate recentFrom = facts.day().minusDays(RECENT_DAYS);
        LocalDate end = trainedUntil.isBefore(recentFrom) ? trainedUntil : recentFrom;
        List<InvoiceFact> then = issued(facts, end.minusDays(REFERENCE_DAYS), end);
        List<InvoiceFact> now = issued(facts, recentFrom, facts.day());
        if (then.size() < INVOICES_MIN || now.size() < INVOICES_MIN) {
            return new Drift(0, List.of(), now.size());
        }
        TenantIndex index = new TenantIndex(facts.history(), model.calendars());
        double[][] before = features(index, then);
        double[][] recent = features(index, now);
        List<String> names = FeatureNames.names();
        List<Shift> shifts = new ArrayList<>();
        for (String used : model.features()) {
            String name = used.toUpperCase(Locale.ROOT);
            int at = names.indexOf(name);
            if (at >= 0 && !OF_GROUPS.contains(name)) {
                shifts.add(new Shift(used, psi(column(before, at), column(recent, at))));
            }
        }
        shifts.sort(Comparator.comparingDouble(Shift::psi).reversed());
        return new Drift(psi(late(model, index, then), late(model, index, now)), shifts, now.size());
    }

    /** Issued after the first day and until the last. */
    private static List<InvoiceFact> issued(TenantFacts facts, LocalDate after, LocalDate until) {
        return facts.history().invoices().stream()
                .map(InvoiceHistory::invoice)
                .filter(invoice -> invoice.invoiceDate().isAfter(after)
                        && !invoice.invoiceDate().isAfter(until))
                .toList();
    }

    private static double[][] features(TenantIndex index, List<InvoiceFact> invoices) {
        Features features = new Features(index);
        return invoices.stream()
                .map(invoice -> features.of(
                        invoice,
                        AsOf.startOf(invoice.invoiceDate(), index.history().zone())))
                .toArray(double[][]::new);
    }

    private static double[] column(double[][] rows, int at) {
        return Arrays.stream(rows).mapToDouble(row -> row[at]).toArray();
    }

    private static double[] late(RiskModel model, TenantIndex index, List<InvoiceFact> invoices) {
        return model.over(index).scoreAtIssue(invoices).stream()
                .mapToDouble(RiskScore::pLate)
                .toArray();
    }

    static double psi(double[] then, double[] now) {
        double[] sorted = Arrays.stream(then)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double[] edges = edges(sorted);
        double[] before = shares(then, edges);
        double[] recent = shares(now, edges);
        double psi = 0;
        int used = 0;
        for (int bin = 0; bin < before.length; bin++) {
            psi += (recent[bin] - before[bin]) * Math.log(recent[bin] / before[bin]);
            used += before[bin] * then.length > 1 || recent[bin] * now.length > 1 ? 1 : 0;
        }
        double chance = (used - 1) * (1.0 / then.length + 1.0 / now.length);
        return Math.max(0, psi - chance);
    }

    /**
     * Where bins begin. A value that fills a whole tenth has a bin to itself: else what is above a feature that was the same
     * for nearly all would fall in with it, and the shift from it would not be seen.
     */
    private static double[] edges(double[] sorted) {
        TreeSet<Double> edges = new TreeSet<>();
        for (int i = 1; i < BINS && sorted.length > 0; i++) {
            double edge = sorted[i * sorted.length / BINS];
            if (!edges.add(edge)) {
                edges.add(Math.nextUp(edge));
            }
        }
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Half an invoice in each bin more, so that none is empty. The last bin is that of the unknown. */
    private static double[] shares(double[] values, double[] edges) {
        double[] counts = new double[edges.length + 2];
        Arrays.fill(counts, 0.5);
        for (double value : values) {
            int bin = edges.length + 1;
            if (!Double.isNaN(value)) {
                bin = 0;
                while (bin < edges.length && value >= edges[bin]) {
                    bin++;
                }
            }
            counts[bin]++;
        }
        double all = Arrays.stream(counts).sum();
        return Arrays.stream(counts).map(count -> count / all).toArray();
    }
}
