package cashtide.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.CommandId;
import cashtide.audit.ErrorCode;
import cashtide.audit.Outcome;
import cashtide.dispute.DisputeRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Several commands given at once, and taken back at once. */
final class StepsTest {

    private static final ErrorCode NO = DisputeRefusal.DISPUTE_CLOSED;

    private final List<String> undone = new ArrayList<>();

    @Test
    void oneThatIsRefusedKeepsNoOtherFromBeingCarriedOut() {
        Steps.Result<String> result = new Steps<>(List.of(done("R1"), refused("R2"), done("R3"))).carryOut();
        assertThat(result.rows()).containsExactly("R1", "R3");
        assertThat(result.refusals()).containsExactly("R2: " + NO.text());
        assertThat(result.outcome()).isEqualTo(Outcome.done(result));
    }

    @Test
    void whereNothingWasCarriedOutTheFirstRefusalIsTheAnswer() {
        Steps.Result<String> result = new Steps<>(List.of(refused("R1"), refused("R2"))).carryOut();
        assertThat(result.outcome()).isEqualTo(Outcome.rejected(NO));
        assertThat(result.rows()).isEmpty();
    }

    @Test
    void allThatWasCarriedOutIsTakenBackTheLastFirst() {
        Steps<String> steps = new Steps<>(List.of(done("R1"), refused("R2"), done("R3")));
        assertThat(steps.undoable()).isTrue();
        assertThat(steps.carryOut().undo()).isInstanceOf(Outcome.Done.class);
        assertThat(undone).containsExactly("did R3", "did R1");
    }

    @Test
    void oneThatCannotBeTakenBackKeepsNoOtherFromIt() {
        Steps.Step<String> stuck =
                new Steps.Step<>(List.of("R2"), "R2", () -> Outcome.done("did R2"), answer -> Outcome.rejected(NO));
        Steps.Result<String> result = new Steps<>(List.of(done("R1"), stuck, done("R3"))).carryOut();
        assertThat(result.undo()).isEqualTo(Outcome.rejected(NO));
        assertThat(undone).containsExactly("did R3", "did R1");
    }

    @Test
    void recordsOfThePastHaveNoUndo() {
        assertThat(new Steps<>(List.of(
                                done("R1"),
                                new Steps.Step<>(List.of("R2"), "R2", () -> Outcome.done("did R2"), Steps.NO_UNDO)))
                        .undoable())
                .isFalse();
    }

    @Test
    void theSameClickOnTheSameThingIsTheSameCommand() {
        CommandId click = new CommandId(new UUID(0, 7));
        assertThat(MarkedRows.own(click, "R1")).isEqualTo(MarkedRows.own(click, "R1"));
        assertThat(MarkedRows.own(click, "R1"))
                .isNotEqualTo(MarkedRows.own(click, "R2"))
                .isNotEqualTo(MarkedRows.own(new CommandId(new UUID(0, 8)), "R1"));
    }

    private Steps.Step<String> done(String row) {
        return new Steps.Step<>(List.of(row), row, () -> Outcome.done("did " + row), answer -> {
            undone.add((String) answer);
            return Outcome.done(answer);
        });
    }

    private static Steps.Step<String> refused(String row) {
        return new Steps.Step<>(List.of(row), row, () -> Outcome.rejected(NO), answer -> Outcome.notFound());
    }
}
