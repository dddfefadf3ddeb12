package cashtide.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a bench prints: each figure beside its limit, which was measured in the same run on the same machine. A figure alone
 * says more about the machine than about the product.
 */
public final class BenchTable {

    private static final List<String> HEADER = List.of("", "Cashtide", "limit", "share of it", "aim");

    private final String title;
    private final String limit;
    private final List<List<String>> rows = new ArrayList<>(List.of(HEADER));

    /** @param limit what the figures stand beside: "COPY of the same rows" */
    public BenchTable(String title, String limit) {
        this.title = title;
        this.limit = limit;
    }

    /** A rate, where more is better; the share is what of the limit is reached. */
    public BenchTable rate(String what, double perSecond, double limitPerSecond, String aim) {
        return row(
                what,
                number(perSecond) + "/s",
                number(limitPerSecond) + "/s",
                String.format(Locale.ROOT, "%.2f", perSecond / limitPerSecond),
                aim);
    }

    /** A rate for which nothing else does the same work. */
    public BenchTable rate(String what, double perSecond, String aim) {
        return row(what, number(perSecond) + "/s", "", "", aim);
    }

    /** Times of a query, where less is better; the share says how many times as long as the limit it takes, by p50. */
    public BenchTable times(String what, Timings own, Timings bare, String aim) {
        return row(
                what,
                own.toString(),
                bare.toString(),
                String.format(Locale.ROOT, "%.2f", own.p50Millis() / Math.max(0.001, bare.p50Millis())),
                aim);
    }

    /** A figure in words of its own. */
    public BenchTable row(String what, String own, String beside, String share, String aim) {
        rows.add(List.of(what, own, beside, share, aim));
        return this;
    }

    /** Prints it in one piece, so that nothing else comes between its lines. */
    @SuppressWarnings("SystemOut") // A bench is there to be read on the terminal.
    public void print() {
        int[] widths = new int[HEADER.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder("\n" + title + "  (limit: " + limit + ")\n");
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                String space = " ".repeat(widths[i] - cell.length());
                text.append(i == 0 ? cell + space : "  " + space + cell);
            }
            text.append('\n');
        }
        System.out.println(text);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
