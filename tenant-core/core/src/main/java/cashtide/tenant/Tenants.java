package cashtide.tenant;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * The only way to tenants' data: each call is one transaction of one tenant. Thread-safe.
 *
 * <p>Below it, PostgreSQL's row-level security does the separating; a connection without a tenant gets an error. There is
 * no default tenant and no way around: work over all tenants loops over them.
 */
public final class Tenants {

    private static final int ATTEMPTS_MAX = 4;
    // 40001 serialization_failure, 40P01 deadlock_detected: the transaction did nothing and may be tried again.
    // 23505 unique_violation: somebody took the number between our look and our insert; a second look gives the
    // refusal.
    private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01", "23505");

    private static final String BEGIN = """
            select set_config('app.tenant_id', ?, true), set_config('app.actor', ?, true),
                   set_config('lock_timeout', '5s', true), set_config('statement_timeout', ?, true),
                   set_config('idle_in_transaction_session_timeout', '60s', true)""";

    private final DSLContext sql;
    private final InstantSource clock;

    /**
     * Opens the way, after checking that the login is as weak as it must be.
     *
     * @param app connections as {@code cashtide_app} with {@code cashtide} as their schema
     * @throws IllegalStateException when the login owns a table, is a superuser or passes row-level security
     */
    public Tenants(DataSource app, InstantSource clock) {
        this.sql = DSL.using(app, SQLDialect.POSTGRES, new Settings().withRenderSchema(false));
        this.clock = clock;
        LoginCheck.refusePowerfulLogin(sql);
    }

    public InstantSource clock() {
        return clock;
    }

    /** Runs the work in one transaction of the actor's tenant and commits it; an exception rolls back. */
    public <T> T inTx(Actor actor, Function<TenantTx, T> work) {
        return inTx(actor, "30s", work);
    }

    /** As {@link #inTx(Actor, Function)}, without a result. */
    public void run(Actor actor, Consumer<TenantTx> work) {
        inTx(actor, tx -> {
            work.accept(tx);
            return Boolean.TRUE;
        });
    }

    /** As {@link #inTx(Actor, Function)} for set-based posting of imports, whose statements may take ten minutes each. */
    public <T> T inLongTx(Actor actor, Function<TenantTx, T> work) {
        return inTx(actor, "600s", work);
    }

    private <T> T inTx(Actor actor, String statementTimeout, Function<TenantTx, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return sql.transactionResult(configuration -> {
                    DSLContext own = configuration.dsl();
                    own.execute(
                            BEGIN, actor.tenantId().toString(), actor.userId().toString(), statementTimeout);
                    return work.apply(new TenantTx(own, actor, clock));
                });
            } catch (DataAccessException failure) {
                if (attempt == ATTEMPTS_MAX || !mayBeTriedAgain(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean mayBeTriedAgain(DataAccessException failure) {
        SQLException cause = failure.getCause(SQLException.class);
        return cause != null && TRY_AGAIN.contains(cause.getSQLState());
    }
}
