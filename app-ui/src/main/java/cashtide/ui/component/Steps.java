package cashtide.ui.component;

import cashtide.audit.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Several commands that a person gives at once. One that is refused keeps no other from being carried out; all that were are
 * taken back together.
 *
 * @param <R> a row of the list that the commands are about
 */
public final class Steps<R> {

    /** Of what is a record of the past, and is corrected by another one. */
    public static final ActionDialog.Undo NO_UNDO = answer -> Outcome.notFound();

    private final List<Step<R>> steps;

    /**
     * One command.
     *
     * @param rows what it is about
     * @param whose rows they are, for a refusal
     * @param action carries it out; reads what was typed when it is called
     * @param undo takes it back; {@link #NO_UNDO} for a record of the past
     */
    public record Step<R>(List<R> rows, String whose, Supplier<Outcome<?>> action, ActionDialog.Undo undo) {

        public Step {
            rows = List.copyOf(rows);
        }
    }

    private record Carried<R>(Step<R> step, Object answer) {}

    private record Refused(String whose, Outcome<?> outcome) {}

    public Steps(List<Step<R>> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Whether each of them can be taken back. */
    boolean undoable() {
        return steps.stream().noneMatch(step -> step.undo() == NO_UNDO);
    }

    Result<R> carryOut() {
        List<Carried<R>> carried = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (Step<R> step : steps) {
            Outcome<?> outcome = step.action().get();
            if (outcome instanceof Outcome.Done<?> done) {
                carried.add(new Carried<>(step, done.value()));
            } else {
                refused.add(new Refused(step.whose(), outcome));
            }
        }
        return new Result<>(carried, refused);
    }

    /** What became of them. */
    static final class Result<R> {

        private final List<Carried<R>> carried;
        private final List<Refused> refused;

        private Result(List<Carried<R>> carried, List<Refused> refused) {
            this.carried = carried;
            this.refused = refused;
        }

        /** The rows of what was carried out. */
        List<R> rows() {
            return carried.stream().flatMap(one -> one.step().rows().stream()).toList();
        }

        /** Why the others were refused, one sentence each. */
        List<String> refusals() {
            return refused.stream()
                    .map(one -> one.whose() + ": " + ActionDialog.words(one.outcome()))
                    .toList();
        }

        /** Done with this result when anything was carried out, or else the first refusal. */
        Outcome<?> outcome() {
            return carried.isEmpty() && !refused.isEmpty() ? refused.getFirst().outcome() : Outcome.done(this);
        }

        /** Takes back what was carried out, the last first; answers with the first refusal, after having tried all. */
        Outcome<?> undo() {
            Outcome<?> answer = Outcome.done(this);
            for (Carried<R> one : carried.reversed()) {
                Outcome<?> outcome = one.step().undo().apply(one.answer());
                if (answer instanceof Outcome.Done<?> && !(outcome instanceof Outcome.Done<?>)) {
                    answer = outcome;
                }
            }
            return answer;
        }
    }
}
