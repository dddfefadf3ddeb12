package cashtide.intake;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong in an import, and what is worth a note: the first thousand of each in full, the rest counted. */
public final class Problems {

    /** How many of each severity are kept in full. */
    public static final int KEPT = 1_000;

    private final List<Problem> kept = new ArrayList<>();
    private long count;
    private long notes;

    /** Takes one in, behind those that came before. */
    public void add(Problem problem) {
        long before = problem.blocks() ? count++ : notes++;
        if (before < KEPT) {
            kept.add(problem);
        }
    }

    /** The first of them, notes among them, in the order of files and lines. */
    public List<Problem> kept() {
        return List.copyOf(kept);
    }

    /** All that block the import. */
    public long count() {
        return count;
    }

    /** Whether nothing blocks the import. */
    public boolean none() {
        return count == 0;
    }
}
