package cashtide.imports;

import cashtide.ledger.Account;
import cashtide.ledger.ChartOfAccounts;
import cashtide.sandbox.WaitingRows;
import cashtide.tenant.TenantTx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Posts the staged rows of accepted imports up to a day, set-based: invoices and credit notes with their open items,
 * payments, applications, disputes, and the journal entries of them all. The statements are in {@code post.sql}.
 *
 * <p>A payment received before its invoice's date is posted on its own day and stays unapplied cash; it is applied when the
 * invoice's day has come. What exceeds an invoice stays unapplied.
 */
public final class PostStagedRows implements WaitingRows {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Pattern STATEMENT_END = Pattern.compile(";\\s*\\R");
    private static final List<String> STATEMENTS = statements();

    /** Imports and days that begin wait for one another until they end: both bring rows, and look at what is there. */
    static void lock(TenantTx tx) {
        waitLong(tx);
        takeTurn(tx.sql(), tx);
    }

    /** The same for a second at most: whether the turn is this transaction's now. */
    static boolean lockWithinASecond(TenantTx tx) {
        try {
            // A transaction within: when the wait ends in vain, only that is rolled back.
            tx.sql().transaction(within -> {
                within.dsl().execute("set local lock_timeout = '1s'");
                takeTurn(within.dsl(), tx);
            });
        } catch (DataAccessException failure) {
            if (LOCK_NOT_AVAILABLE.equals(failure.sqlState())) {
                return false;
            }
            throw failure;
        }
        waitLong(tx);
        return true;
    }

    private static void takeTurn(DSLContext sql, TenantTx tx) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended({0}, 1))", DSL.val(tx.tenantId() + "/import"));
    }

    /** For rows too, which clerks may hold. */
    private static void waitLong(TenantTx tx) {
        tx.sql().execute("set local lock_timeout = '10min'");
    }

    @Override
    public long post(TenantTx tx, LocalDate lastDay) {
        lock(tx);
        return post(tx, lastDay, null);
    }

    /**
     * The same for a caller that has the {@link #lock}.
     *
     * @param own an import that is just being accepted; of others, none that was not accepted whole is touched
     */
    long post(TenantTx tx, LocalDate lastDay, @Nullable ImportRunId own) {
        Map<Account, String> accounts = ChartOfAccounts.codes(tx);
        // The triggers of the change log and of the balance hold the new rows of a statement, which the default spills
        // to disk. Rough statistics will do until the server gathers its own.
        tx.sql().execute("set local work_mem = '64MB'");
        tx.sql().execute("set local default_statistics_target = 10");
        long taken = 0;
        for (String statement : STATEMENTS) {
            int rows = tx.sql().execute(filled(statement, tx, lastDay, own, accounts));
            if (statement.contains("-- counted")) {
                taken += rows;
            }
        }
        return taken;
    }

    /** Literals of ids, days and codes that we made ourselves: the planner shall see them. */
    private static String filled(
            String statement,
            TenantTx tx,
            LocalDate lastDay,
            @Nullable ImportRunId own,
            Map<Account, String> accounts) {
        return statement
                .replace(":run", own == null ? "null" : literal(own.value().toString()) + "::uuid")
                .replace(":day", "date '" + lastDay + "'")
                .replace(":zone", literal(tx.tenant().zone().getId()))
                .replace(":actor", "'" + tx.actor().userId() + "'::uuid")
                .replace(":receivables", literal(accounts.getOrDefault(Account.RECEIVABLES, "")))
                .replace(":unapplied", literal(accounts.getOrDefault(Account.UNAPPLIED_CASH, "")))
                .replace(":migration", literal(accounts.getOrDefault(Account.MIGRATION, "")));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static List<String> statements() {
        try (InputStream in = PostStagedRows.class.getResourceAsStream("post.sql")) {
            if (in == null) {
                throw new IllegalStateException("post.sql is missing beside " + PostStagedRows.class.getName());
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return STATEMENT_END
                    .splitAsStream(text)
                    .filter(statement -> !statement.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
