package cashtide.collections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.customer.CustomerId;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.tenant.Actor;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PlanFollowUpPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final Given given = Given.in(DATABASE);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void anAccountRestsNoLongerThanAYearAndABit() {
        Actor actor = given.tenant("rest", "2026-03-31");
        CustomerId nord = given.customer(actor, "Nord AG");
        Outcome<PlanFollowUp.Planned> farOff = Outcome.rejected(CollectionsRefusal.FOLLOW_UP_FAR_OFF);
        assertThat(plan(actor, nord, "2062-04-10", null, "")).isEqualTo(farOff);
        assertThat(plan(actor, nord, null, "2062-04-10", "")).isEqualTo(farOff);
        assertThat(plan(actor, nord, "2027-05-06", null, "")).isEqualTo(farOff);
        assertThat(plan(actor, nord, "2027-05-05", null, "")).isInstanceOf(Outcome.Done.class);
        assertThat(plan(actor, nord, "2026-03-30", null, ""))
                .isEqualTo(Outcome.rejected(CollectionsRefusal.FOLLOW_UP_IN_PAST));
    }

    @Test
    void aNextStepIsATextThatCanBeKept() {
        Actor actor = given.tenant("step", "2026-03-31");
        CustomerId nord = given.customer(actor, "Nord AG");
        assertThat(plan(actor, nord, null, "2026-04-10", "Call again,\n\tabout the goods"))
                .isInstanceOf(Outcome.Done.class);
        assertThatThrownBy(() -> plan(actor, nord, null, "2026-04-10", "a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nextStep has a control character");
        assertThatThrownBy(() -> plan(actor, nord, null, "2026-04-10", "x".repeat(2_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nextStep has more than 2000 characters");
    }

    private Outcome<PlanFollowUp.Planned> plan(
            Actor actor, CustomerId customer, @Nullable String rest, @Nullable String next, String step) {
        return new PlanFollowUp(given.commands())
                .handle(
                        actor,
                        new PlanFollowUp.Plan(
                                CommandId.fresh(),
                                customer,
                                rest == null ? null : LocalDate.parse(rest),
                                next == null ? null : LocalDate.parse(next),
                                step));
    }
}
