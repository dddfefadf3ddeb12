package cashtide.score;

import static cashtide.db.Tables.SCORE_INBOX;
import static cashtide.db.Tables.SCORE_RUN;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import cashtide.tenant.TenantTx;
import java.util.List;
import java.util.UUID;

/**
 * Takes completed risk runs out of the inbox: the newest score of each invoice that is still open, with the one before it.
 * A run is complete when its row in {@code score_run}, which the data plane writes last, counts as many rows as have
 * arrived. Doing it again changes nothing; an older run never replaces a newer score.
 */
public final class FoldScores {

    /**
     * What one call did.
     *
     * @param runs completed runs that were taken in
     * @param scores invoices whose score is now that of one of these runs
     * @param settledSince rows left out, since nothing is open on their invoice any more
     */
    public record Folded(int runs, long scores, long settledSince) {

        public boolean nothing() {
            return runs == 0;
        }
    }

    // Scoring a day again is not a change of risk: what it was the day before stays.
    private static final String KEEP_NEWEST = """
            insert into invoice_score as s (tenant_id, invoice_id, run_id, as_of, p_late, p_late30, p10_date, p50_date, p90_date,
                expected_days_late, week_probability, evidence, little_evidence, reasons)
            select i.tenant_id, i.invoice_id, i.run_id, r.as_of, i.p_late, i.p_late30, i.p10_date, i.p50_date, i.p90_date,
                i.expected_days_late, i.week_probability, i.evidence, i.little_evidence, i.reasons
            from score_inbox i join score_run r on r.tenant_id = i.tenant_id and r.id = i.run_id
            where i.run_id = ? and exists (select from open_item o
                where o.tenant_id = i.tenant_id and o.invoice_id = i.invoice_id and o.open_minor <> 0)
            on conflict (tenant_id, invoice_id) do update set
                run_id = excluded.run_id, as_of = excluded.as_of, p_late = excluded.p_late, p_late30 = excluded.p_late30,
                p10_date = excluded.p10_date, p50_date = excluded.p50_date, p90_date = excluded.p90_date,
                expected_days_late = excluded.expected_days_late, week_probability = excluded.week_probability,
                evidence = excluded.evidence, little_evidence = excluded.little_evidence, reasons = excluded.reasons,
                previous_p_late = case when s.as_of < excluded.as_of then s.p_late else s.previous_p_late end
            where s.as_of <= excluded.as_of""";

    private static final String SETTLED_SINCE = """
            select count(*) from score_inbox i where i.run_id = ? and not exists (select from open_item o
                where o.tenant_id = i.tenant_id and o.invoice_id = i.invoice_id and o.open_minor <> 0)""";

    /** Takes in all completed runs, the oldest first. */
    public Folded fold(TenantTx tx) {
        List<UUID> runs = completeRuns(tx);
        long scores = 0;
        long settled = 0;
        for (UUID run : runs) {
            scores += tx.sql().execute(KEEP_NEWEST, run);
            settled += tx.sql().fetchSingle(SETTLED_SINCE, run).get(0, long.class);
            tx.sql().deleteFrom(SCORE_INBOX).where(SCORE_INBOX.RUN_ID.eq(run)).execute();
        }
        return new Folded(runs.size(), scores, settled);
    }

    private static List<UUID> completeRuns(TenantTx tx) {
        if (!tx.sql().fetchExists(SCORE_INBOX)) {
            return List.of();
        }
        // Two folders at once would take in the same rows: the second one does nothing.
        if (!tx.sql()
                .fetchSingle("select pg_try_advisory_xact_lock(hashtextextended(?, 0))", tx.tenantId() + "/fold-scores")
                .get(0, boolean.class)) {
            return List.of();
        }
        var arrived = selectCount().from(SCORE_INBOX).where(SCORE_INBOX.RUN_ID.eq(SCORE_RUN.ID));
        return tx.sql()
                .select(SCORE_RUN.ID)
                .from(SCORE_RUN)
                .where(SCORE_RUN.KIND.eq("risk"))
                .and(SCORE_RUN.ID.in(select(SCORE_INBOX.RUN_ID).from(SCORE_INBOX)))
                .and(SCORE_RUN.ROWS.eq(field(arrived).coerce(Long.class)))
                .orderBy(SCORE_RUN.AS_OF, SCORE_RUN.COMPLETED_AT)
                .fetch(SCORE_RUN.ID);
    }
}
