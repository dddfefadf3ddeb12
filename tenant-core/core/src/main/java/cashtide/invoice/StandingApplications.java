package cashtide.invoice;

import static cashtide.db.Tables.PAYMENT_APPLICATION;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import cashtide.db.tables.PaymentApplication;
import org.jooq.Condition;

/** Applications that were not taken back; a taken back one and its reversal, on whatever days, say nothing of what was paid. */
public final class StandingApplications {

    private StandingApplications() {}

    /** Of {@link cashtide.db.Tables#PAYMENT_APPLICATION}. */
    public static Condition only() {
        PaymentApplication reversal = PAYMENT_APPLICATION.as("reversal");
        return PAYMENT_APPLICATION
                .REVERSES_ID
                .isNull()
                .and(notExists(selectOne()
                        .from(reversal)
                        .where(reversal.TENANT_ID.eq(PAYMENT_APPLICATION.TENANT_ID))
                        .and(reversal.REVERSES_ID.eq(PAYMENT_APPLICATION.ID))));
    }
}
