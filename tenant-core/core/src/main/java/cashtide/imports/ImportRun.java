package cashtide.imports;

import cashtide.intake.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import as screens and the API show it.
 *
 * @param source ui, api or demo
 * @param rowsTotal lines of its files without headers, counted before reading
 * @param problemCount all problems that block it; {@code problems} holds the first thousand, and up to a thousand notes
 */
public record ImportRun(
        ImportRunId id,
        String source,
        String fileName,
        boolean dryRun,
        ImportStatus status,
        long rowsDone,
        long rowsTotal,
        long problemCount,
        List<Problem> problems,
        ImportCounts counts,
        String message,
        String actorName,
        Instant recordedAt,
        @Nullable Instant finishedAt) {

    public ImportRun {
        problems = List.copyOf(problems);
    }
}
