package cashtide.jobs.backtest;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed: {@code DIR --cut YYYY-MM-DD [--predictions FILE] [--cash FILE] [--report FILE] [--seed N]}.
 *
 * @param cuts at least one, in the order typed; {@code --cut} may be given several times
 * @param predictions of the only cut
 * @param cash of the only cut
 * @param report a document in Markdown, of all cuts
 */
public record Arguments(
        Path folder,
        List<LocalDate> cuts,
        @Nullable Path predictions,
        @Nullable Path cash,
        @Nullable Path report,
        long seed) {

    public static final String USAGE =
            "usage: backtest DIR --cut YYYY-MM-DD [--predictions FILE] [--cash FILE] [--seed N]\n"
                    + "       backtest DIR --cut YYYY-MM-DD [--cut ...] --report FILE [--seed N]";

    public Arguments {
        cuts = List.copyOf(cuts);
    }

    /** Fails with IllegalArgumentException and a sentence for the person. */
    public static Arguments parse(String... words) {
        Path folder = null;
        List<LocalDate> cuts = new ArrayList<>();
        Path predictions = null;
        Path cash = null;
        Path report = null;
        long seed = 1;
        for (int at = 0; at < words.length; at++) {
            String word = words[at];
            if (!word.startsWith("--")) {
                if (folder != null) {
                    throw new IllegalArgumentException("one folder only, not also " + word);
                }
                folder = Path.of(word);
                continue;
            }
            if (at + 1 == words.length) {
                throw new IllegalArgumentException(word + " needs a value");
            }
            String value = words[++at];
            switch (word) {
                case "--cut" -> cuts.add(date(value));
                case "--predictions" -> predictions = Path.of(value);
                case "--cash" -> cash = Path.of(value);
                case "--report" -> report = Path.of(value);
                case "--seed" -> seed = number(value);
                default -> throw new IllegalArgumentException("unknown option " + word);
            }
        }
        if (folder == null || cuts.isEmpty()) {
            throw new IllegalArgumentException("a folder and --cut are needed");
        }
        if (cuts.size() > 1 && (predictions != null || cash != null)) {
            throw new IllegalArgumentException("--predictions and --cash are of one cut; several are for --report");
        }
        return new Arguments(folder, cuts, predictions, cash, report, seed);
    }

    private static LocalDate date(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--cut is no date: " + value, e);
        }
    }

    private static long number(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--seed is no whole number: " + value, e);
        }
    }
}
