package cashtide.jobs.backtest;

import cashtide.ml.risk.RiskModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Puts figures and pictures into a document in Markdown: between two marks where it has them, so that what people wrote
 * around them stays; as the whole document otherwise.
 */
final class ModelDocument {

    private static final String BEGIN = "<!-- figures: written by ./cashtide backtest -->";
    private static final String END = "<!-- figures: end -->";

    private ModelDocument() {}

    static void write(Path file, String facts, List<BacktestRun.AtCut> judged) {
        Path parent = file.toAbsolutePath().getParent();
        Path images = (parent == null ? file.toAbsolutePath() : parent).resolve("images");
        StringBuilder text =
                new StringBuilder(BEGIN).append("\n\n").append(facts).append(".\n\n");
        card(text, judged.getLast());
        for (BacktestRun.AtCut one : judged) {
            text.append(Report.of(one)).append('\n');
        }
        try {
            Files.createDirectories(images);
            for (Pictures.Picture picture : Pictures.of(judged)) {
                Files.writeString(images.resolve(picture.name() + ".svg"), picture.svg());
                text.append(String.format(Locale.ROOT, "![%s](images/%s.svg)%n%n", picture.title(), picture.name()));
            }
            text.append(END).append('\n');
            String old = Files.exists(file) ? Files.readString(file) : "";
            Files.writeString(file, placed(old, text.toString().replace("\r\n", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static String placed(String old, String figures) {
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        if (begin < 0 || end < begin) {
            return figures;
        }
        String after = old.substring(end + END.length());
        return old.substring(0, begin) + figures + (after.startsWith("\n") ? after.substring(1) : after);
    }

    private static void card(StringBuilder text, BacktestRun.AtCut last) {
        RiskModel model = last.model();
        text.append(String.format(
                Locale.ROOT,
                "## Model card, cut %s%n%n| | |%n|---|---|%n| facts seen | known before %s |%n| rows learned from | %,d |%n"
                        + "| seed | %d |%n| boosted buckets | %s |%n| learned on the window after | %s |%n"
                        + "| features | %d: %s |%n| size stored | %,d kB |%n%n",
                last.cut(),
                model.cut(),
                model.trainingRows(),
                model.options().seed(),
                model.options().boost(),
                model.calibration(),
                model.features().size(),
                String.join(", ", model.features()).toLowerCase(Locale.ROOT),
                model.toBytes().length / 1000));
    }
}
