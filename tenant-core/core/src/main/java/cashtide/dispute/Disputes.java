package cashtide.dispute;

import static cashtide.db.Tables.DISPUTE;

import cashtide.customer.CustomerId;
import cashtide.tenant.TenantTx;
import java.util.Optional;
import java.util.UUID;

/** The tenant's disputes. */
public final class Disputes {

    private Disputes() {}

    /** Whose dispute it is; empty when there is none. */
    public static Optional<CustomerId> customer(TenantTx tx, DisputeId dispute) {
        UUID customer = tx.sql()
                .select(DISPUTE.CUSTOMER_ID)
                .from(DISPUTE)
                .where(DISPUTE.ID.eq(dispute.value()))
                .fetchOne(DISPUTE.CUSTOMER_ID);
        return Optional.ofNullable(customer).map(CustomerId::new);
    }
}
