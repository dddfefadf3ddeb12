package cashtide.worklist;

import cashtide.tenant.TenantTx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Computes the worklist again from what is stored: open items, scores, promises, disputes, contacts, follow-ups. The rank is
 * the expected benefit of a contact now, summed over the account's items: residual x chance that it is still unpaid in 28
 * days x days a contact can save; broken promises come first, then follow-ups that are due, then promises due today. Until
 * an invoice has a score, the customer's usual lateness takes its place. The rules are in {@code refresh.sql}.
 *
 * <p>Doing it again without a change writes nothing.
 */
public final class RefreshWorklist {

    private static final String STATEMENT = read("refresh.sql");

    /** Rows written. */
    public record Changed(long inserted, long updated, long deleted) {}

    /** For the whole tenant; takes seconds for a hundred thousand accounts, so run it in a long transaction. */
    public Changed all(TenantTx tx) {
        // The statement sorts and hashes every open item once; the server's default would spill to disk.
        tx.sql().execute("set local work_mem = '64MB'");
        return refresh(tx, null);
    }

    /** For one customer, after an action that concerns it. */
    public Changed customer(TenantTx tx, UUID customerId) {
        return refresh(tx, customerId);
    }

    private static Changed refresh(TenantTx tx, @Nullable UUID customerId) {
        // A date and a UUID as literals, so that one customer and all of them are planned as the different things they
        // are.
        String sql = STATEMENT
                .replace(":today", "date '" + tx.businessDate() + "'")
                .replace(":customer", customerId == null ? "null::uuid" : "'" + customerId + "'::uuid");
        Record changed = tx.sql().fetchSingle(sql);
        return new Changed(changed.get(0, long.class), changed.get(1, long.class), changed.get(2, long.class));
    }

    private static String read(String name) {
        try (InputStream in = RefreshWorklist.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside " + RefreshWorklist.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
