package cashtide.imports;

import static cashtide.db.Tables.IMPORT_PROBLEM;
import static cashtide.db.Tables.IMPORT_RUN;

import cashtide.intake.Problem;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Records;
import org.jooq.SelectLimitStep;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The imports of a tenant, for screens and the API. */
public final class ImportRuns {

    // A run that has not ended has no counts yet: they read as zero.
    private static final JsonMapper COUNTS = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final int ROWS_PER_FETCH = 1_000;

    private final Tenants tenants;

    public ImportRuns(Tenants tenants) {
        this.tenants = tenants;
    }

    /** One import with its problems, or null when there is no such one. */
    public @Nullable ImportRun find(Actor actor, ImportRunId id) {
        Optional<ImportRun> found = tenants.inTx(actor, tx -> {
            Record row = tx.sql()
                    .selectFrom(IMPORT_RUN)
                    .where(IMPORT_RUN.ID.eq(id.value()))
                    .fetchOne();
            return row == null ? Optional.empty() : Optional.of(run(row, problems(tx, id)));
        });
        return found.orElse(null);
    }

    /** The newest first, without their problems. */
    public List<ImportRun> recent(Actor actor, int count) {
        return tenants.inTx(actor, tx -> newestFirst(tx).limit(count).fetch(row -> run(row, List.of())));
    }

    /** All of them, the newest first, without their problems; read as they are asked for, to be closed within the transaction. */
    public static Stream<ImportRun> all(TenantTx tx) {
        return newestFirst(tx).fetchSize(ROWS_PER_FETCH).stream().map(row -> run(row, List.of()));
    }

    private static SelectLimitStep<? extends Record> newestFirst(TenantTx tx) {
        return tx.sql().selectFrom(IMPORT_RUN).orderBy(IMPORT_RUN.RECORDED_AT.desc(), IMPORT_RUN.ID.desc());
    }

    /** Imports that a stopped process left unfinished; nothing of them was kept. */
    public List<ImportRunId> unfinished(Actor actor) {
        return tenants.inTx(actor, tx -> tx.sql()
                .select(IMPORT_RUN.ID)
                .from(IMPORT_RUN)
                .where(IMPORT_RUN.STATUS.in("received", "checking", "importing"))
                .orderBy(IMPORT_RUN.RECORDED_AT)
                .fetch(row -> new ImportRunId(row.value1())));
    }

    private static List<Problem> problems(TenantTx tx, ImportRunId id) {
        return tx.sql()
                .select(
                        IMPORT_PROBLEM.SEVERITY,
                        IMPORT_PROBLEM.FILE,
                        IMPORT_PROBLEM.LINE,
                        IMPORT_PROBLEM.COLUMN_NAME,
                        IMPORT_PROBLEM.CODE,
                        IMPORT_PROBLEM.MESSAGE,
                        IMPORT_PROBLEM.REMEDY)
                .from(IMPORT_PROBLEM)
                .where(IMPORT_PROBLEM.RUN_ID.eq(id.value()))
                .orderBy(IMPORT_PROBLEM.POSITION)
                .fetch(Records.mapping((severity, file, line, column, problem, message, remedy) ->
                        new Problem(Problem.Severity.valueOf(severity), file, line, column, problem, message, remedy)));
    }

    private static ImportRun run(Record row, List<Problem> problems) {
        OffsetDateTime finished = row.get(IMPORT_RUN.FINISHED_AT);
        UUID id = row.get(IMPORT_RUN.ID);
        return new ImportRun(
                new ImportRunId(id),
                row.get(IMPORT_RUN.SOURCE),
                row.get(IMPORT_RUN.FILE_NAME),
                row.get(IMPORT_RUN.DRY_RUN),
                ImportStatus.of(row.get(IMPORT_RUN.STATUS)),
                row.get(IMPORT_RUN.ROWS_DONE),
                row.get(IMPORT_RUN.ROWS_TOTAL),
                row.get(IMPORT_RUN.PROBLEMS),
                problems,
                counts(row.get(IMPORT_RUN.COUNTS)),
                row.get(IMPORT_RUN.MESSAGE),
                row.get(IMPORT_RUN.ACTOR_NAME),
                row.get(IMPORT_RUN.RECORDED_AT).toInstant(),
                finished == null ? null : finished.toInstant());
    }

    private static ImportCounts counts(JSONB json) {
        return COUNTS.readValue(json.data(), ImportCounts.class);
    }
}
