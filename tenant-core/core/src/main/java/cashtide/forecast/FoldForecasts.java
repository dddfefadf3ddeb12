package cashtide.forecast;

import static cashtide.db.Tables.FORECAST_INBOX;
import static cashtide.db.Tables.SCORE_RUN;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import cashtide.tenant.TenantTx;
import java.util.List;
import java.util.UUID;

/**
 * Takes completed forecasts out of the inbox into the book of all forecasts, which is only ever added to. A run is complete
 * when its row in {@code score_run} counts as many rows as have arrived. Doing it again changes nothing.
 */
public final class FoldForecasts {

    /** What one call did: runs taken in, and their weeks over all currencies. */
    public record Folded(int runs, long points) {

        public boolean nothing() {
            return runs == 0;
        }
    }

    private static final String KEEP = """
            insert into forecast_point (tenant_id, run_id, as_of, currency, week_start, p10_minor, p50_minor, p90_minor, components)
            select tenant_id, run_id, as_of, currency, week_start, p10_minor, p50_minor, p90_minor, components
            from forecast_inbox where run_id = ?
            on conflict (tenant_id, as_of, currency, week_start, run_id) do nothing""";

    /** Takes in all completed runs. */
    public Folded fold(TenantTx tx) {
        if (!tx.sql().fetchExists(FORECAST_INBOX)) {
            return new Folded(0, 0);
        }
        var arrived = selectCount().from(FORECAST_INBOX).where(FORECAST_INBOX.RUN_ID.eq(SCORE_RUN.ID));
        List<UUID> runs = tx.sql()
                .select(SCORE_RUN.ID)
                .from(SCORE_RUN)
                .where(SCORE_RUN.KIND.eq("forecast"))
                .and(SCORE_RUN.ID.in(select(FORECAST_INBOX.RUN_ID).from(FORECAST_INBOX)))
                .and(SCORE_RUN.ROWS.eq(field(arrived).coerce(Long.class)))
                .orderBy(SCORE_RUN.AS_OF, SCORE_RUN.COMPLETED_AT)
                .fetch(SCORE_RUN.ID);
        long points = 0;
        for (UUID run : runs) {
            points += tx.sql().execute(KEEP, run);
            tx.sql()
                    .deleteFrom(FORECAST_INBOX)
                    .where(FORECAST_INBOX.RUN_ID.eq(run))
                    .execute();
        }
        return new Folded(runs.size(), points);
    }
}
