package cashtide.dataplane;

import static cashtide.db.Tables.DATA_PLANE_RUN;
import static cashtide.db.Tables.LAKE_FRESHNESS;
import static cashtide.db.Tables.SCORE_RUN;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jooq.SelectLimitStep;
import org.jspecify.annotations.Nullable;

/** What the data plane did and does for a tenant. */
public final class DataPlane {

    private static final int ROWS_PER_FETCH = 1_000;

    private final Tenants tenants;

    public DataPlane(Tenants tenants) {
        this.tenants = tenants;
    }

    /** The newest runs first. */
    public List<DataPlaneRun> recent(Actor actor, int limit) {
        return tenants.inTx(actor, tx -> newestFirst(tx).limit(limit).fetch(DataPlane::run));
    }

    /** All of them, the newest first; read as they are asked for, to be closed within the transaction. */
    public static Stream<DataPlaneRun> all(TenantTx tx) {
        return newestFirst(tx).fetchSize(ROWS_PER_FETCH).stream().map(DataPlane::run);
    }

    private static SelectLimitStep<? extends Record> newestFirst(TenantTx tx) {
        return tx.sql()
                .select(
                        DATA_PLANE_RUN.ID,
                        DATA_PLANE_RUN.KIND,
                        DATA_PLANE_RUN.STATUS,
                        DATA_PLANE_RUN.REQUESTED_BY,
                        DATA_PLANE_RUN.REQUESTED_AT,
                        DATA_PLANE_RUN.STARTED_AT,
                        DATA_PLANE_RUN.FINISHED_AT,
                        DATA_PLANE_RUN.PROGRESS,
                        DATA_PLANE_RUN.MESSAGE)
                .from(DATA_PLANE_RUN)
                .orderBy(DATA_PLANE_RUN.REQUESTED_AT.desc(), DATA_PLANE_RUN.ID.desc());
    }

    private static DataPlaneRun run(Record row) {
        return new DataPlaneRun(
                row.get(DATA_PLANE_RUN.ID),
                RunKind.of(row.get(DATA_PLANE_RUN.KIND)),
                RunStatus.of(row.get(DATA_PLANE_RUN.STATUS)),
                row.get(DATA_PLANE_RUN.REQUESTED_BY),
                row.get(DATA_PLANE_RUN.REQUESTED_AT).toInstant(),
                instant(row.get(DATA_PLANE_RUN.STARTED_AT)),
                instant(row.get(DATA_PLANE_RUN.FINISHED_AT)),
                row.get(DATA_PLANE_RUN.PROGRESS),
                row.get(DATA_PLANE_RUN.MESSAGE));
    }

    /** How far the lake has followed. */
    public Freshness freshness(Actor actor) {
        return tenants.inTx(actor, DataPlane::freshness);
    }

    private static Freshness freshness(TenantTx tx) {
        Freshness found = tx.sql()
                .select(
                        LAKE_FRESHNESS.INGESTED_UNTIL,
                        LAKE_FRESHNESS.PUBLISHED_UNTIL,
                        LAKE_FRESHNESS.PUBLISHED_AT,
                        select(max(SCORE_RUN.COMPLETED_AT))
                                .from(SCORE_RUN)
                                .where(SCORE_RUN.ROWS.gt(0L))
                                .asField(),
                        LAKE_FRESHNESS.RECONCILED_AT,
                        LAKE_FRESHNESS.UPDATED_AT,
                        LAKE_FRESHNESS.RECONCILIATION)
                .from(LAKE_FRESHNESS)
                .fetchOne(mapping((ingested, until, at, scored, reconciled, updated, comparison) -> new Freshness(
                        instant(ingested),
                        instant(until),
                        instant(at),
                        instant((OffsetDateTime) scored),
                        instant(reconciled),
                        instant(updated),
                        Reconciliation.parse(comparison.data()))));
        return found == null ? Freshness.NONE : found;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
