package cashtide.intake;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong in an import: the first thousand in full, the rest counted. */
public final class Problems {

    /** How many are kept in full. */
    public static final int KEPT = 1_000;

    private final List<Problem> kept = new ArrayList<>();
    private long count;

    void add(Problem problem) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(problem);
        }
    }

    /** The first of them, in the order of files and lines. */
    public List<Problem> kept() {
        return List.copyOf(kept);
    }

    /** All of them. */
    public long count() {
        return count;
    }

    public boolean none() {
        return count == 0;
    }
}
