package cashtide.ledger;

import static cashtide.db.Tables.GL_ACCOUNT;

import cashtide.audit.InvariantViolation;
import cashtide.tenant.TenantTx;
import java.util.EnumMap;
import java.util.Map;

/** The tenant's general ledger accounts, one per purpose. */
public final class ChartOfAccounts {

    private ChartOfAccounts() {}

    /** Opens the accounts that a new tenant starts with. */
    public static void openDefault(TenantTx tx) {
        for (Account account : Account.values()) {
            tx.sql()
                    .insertInto(GL_ACCOUNT)
                    .set(GL_ACCOUNT.TENANT_ID, tx.tenantId().value())
                    .set(GL_ACCOUNT.CODE, account.defaultCode())
                    .set(GL_ACCOUNT.NAME, account.defaultName())
                    .set(GL_ACCOUNT.PURPOSE, account.name())
                    .execute();
        }
    }

    /** Account codes by purpose. */
    public static Map<Account, String> codes(TenantTx tx) {
        Map<Account, String> codes = new EnumMap<>(Account.class);
        tx.sql()
                .select(GL_ACCOUNT.PURPOSE, GL_ACCOUNT.CODE)
                .from(GL_ACCOUNT)
                .forEach(row -> codes.put(Account.valueOf(row.value1()), row.value2()));
        if (codes.size() != Account.values().length) {
            throw new InvariantViolation("LEDGER_CHART_INCOMPLETE", "accounts: " + codes.keySet());
        }
        return codes;
    }
}
