package cashtide.customer;

import static cashtide.db.Tables.CUSTOMER;

import cashtide.tenant.TenantTx;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of customers. */
final class CustomerStore {

    private static final int GENERATIONS_MAX = 20;

    private CustomerStore() {}

    static boolean exists(TenantTx tx, CustomerId id) {
        return tx.sql().fetchExists(CUSTOMER, CUSTOMER.ID.eq(id.value()));
    }

    static int insert(TenantTx tx, RegisterCustomer.Register command) {
        return tx.sql()
                .insertInto(CUSTOMER)
                .set(CUSTOMER.TENANT_ID, tx.tenantId().value())
                .set(CUSTOMER.ID, command.customer().value())
                .set(CUSTOMER.NUMBER, command.number())
                .set(CUSTOMER.NAME, command.name())
                .set(CUSTOMER.PARENT_ID, value(command.parent()))
                .set(CUSTOMER.SEGMENT, command.segment())
                .set(CUSTOMER.COUNTRY, command.country())
                .set(CUSTOMER.LANGUAGE, command.language())
                .set(CUSTOMER.CURRENCY, command.currency().getCurrencyCode())
                .set(CUSTOMER.TERMS_CODE, command.termsCode())
                .set(CUSTOMER.PREFERRED_CHANNEL, command.preferredChannel().code())
                .set(CUSTOMER.KNOWN_AT, tx.knownAt())
                .onConflict(CUSTOMER.TENANT_ID, CUSTOMER.NUMBER)
                .doNothing()
                .execute();
    }

    /** Whether {@code above} is the customer itself or one of the companies it belongs to. */
    static boolean belongsTo(TenantTx tx, CustomerId below, CustomerId above) {
        @Nullable UUID at = below.value();
        for (int generation = 0; at != null && generation < GENERATIONS_MAX; generation++) {
            if (at.equals(above.value())) {
                return true;
            }
            at = tx.sql()
                    .select(CUSTOMER.PARENT_ID)
                    .from(CUSTOMER)
                    .where(CUSTOMER.ID.eq(at))
                    .fetchOne(CUSTOMER.PARENT_ID);
        }
        return false;
    }

    static @Nullable UUID value(@Nullable CustomerId id) {
        return id == null ? null : id.value();
    }
}
