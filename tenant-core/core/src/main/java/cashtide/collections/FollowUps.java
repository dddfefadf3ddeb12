package cashtide.collections;

import static cashtide.db.Tables.FOLLOW_UP;
import static org.jooq.Records.mapping;

import cashtide.customer.CustomerId;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is planned with a customer. */
public final class FollowUps {

    private FollowUps() {}

    /** The plan as {@link PlanFollowUp} takes it, so that one can be put back in its place. */
    public record Planned(
            @Nullable LocalDate snoozedUntil, @Nullable LocalDate nextStepOn, String nextStep) {}

    /** The customer's plan; empty when nothing was ever planned. */
    public static Optional<Planned> of(TenantTx tx, CustomerId customer) {
        return tx.sql()
                .select(FOLLOW_UP.SNOOZED_UNTIL, FOLLOW_UP.NEXT_STEP_ON, FOLLOW_UP.NEXT_STEP)
                .from(FOLLOW_UP)
                .where(FOLLOW_UP.CUSTOMER_ID.eq(customer.value()))
                .fetchOptional(mapping(Planned::new));
    }
}
