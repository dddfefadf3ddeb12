package cashtide.imports;

import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.IMPORT_PROBLEM;
import static cashtide.db.Tables.IMPORT_RUN;
import static cashtide.db.Tables.INVOICE;
import static cashtide.db.Tables.STAGED_CUSTOMER;
import static cashtide.db.Tables.STAGED_INVOICE;
import static cashtide.db.Tables.STAGED_PAYMENT;

import cashtide.audit.Commands;
import cashtide.intake.ImportFormat;
import cashtide.intake.ImportReader;
import cashtide.intake.ImportSource;
import cashtide.intake.KnownNumbers;
import cashtide.intake.Parsed;
import cashtide.intake.Problem;
import cashtide.intake.Problems;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.time.HolidayCalendar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jooq.impl.DSL;

/**
 * Carries out an import that was started: reads and checks the files while staging the good rows, compares them with what is
 * known, and posts them in one transaction, or keeps nothing. It may be called again after the machine failed; the posting
 * happens once. Progress is in {@link ImportRuns}.
 */
public final class RunImport {

    private final Tenants tenants;
    private final PostImport postImport;

    public RunImport(Tenants tenants, Commands commands) {
        this.tenants = tenants;
        this.postImport = new PostImport(commands, new PostStagedRows());
    }

    /** Runs it to its end, which {@link ImportRuns#find} tells. Files stay where they are. */
    public void run(Actor actor, ImportRunId run, Path files, ImportFormat format) {
        ImportRun started = new ImportRuns(tenants).find(actor, run);
        if (started == null || started.status().isFinal()) {
            return;
        }
        try (ImportSource source = ImportSource.open(files)) {
            begin(actor, run, source.lines());
            HolidayCalendar holidays =
                    tenants.inTx(actor, tx -> HolidayCalendar.of(tx.tenant().holidayCalendar()));
            StagingSink sink = new StagingSink(tenants, actor, run, holidays);
            Parsed parsed = ImportReader.read(source, format, known(actor), sink);
            sink.flush();
            if (parsed instanceof Parsed.Stopped || !sink.goesOn()) {
                end(actor, run, ImportStatus.CANCELLED, "");
                return;
            }
            finish(actor, run, parsed, sink.problems(), started.dryRun());
        } catch (RuntimeException failure) {
            end(actor, run, ImportStatus.FAILED, "The machine failed: nothing was kept. Import the files again.");
            throw failure;
        }
    }

    private void finish(Actor actor, ImportRunId run, Parsed parsed, List<Problem> ofTerms, boolean dryRun) {
        List<Problem> problems = new ArrayList<>();
        long count = 0;
        if (parsed instanceof Parsed.Bad bad) {
            problems.addAll(bad.problems().kept());
            count += bad.problems().count();
        }
        List<Problem> more = new ArrayList<>(ofTerms);
        more.addAll(tenants.inLongTx(actor, tx -> new StagedChecks(tx, run).contradictions()));
        problems.addAll(more);
        count += more.size();
        if (count > 0) {
            refuse(actor, run, problems, count);
        } else if (dryRun) {
            ImportCounts counts = tenants.inLongTx(actor, tx -> dryCounts(tx, run));
            PostImport.recordCounts(tenants, actor, run, counts);
            end(actor, run, ImportStatus.DONE, "Dry run: nothing was kept.");
        } else {
            status(actor, run, ImportStatus.IMPORTING);
            postImport.handle(actor, new PostImport.Post(run)).orThrow();
        }
    }

    private void begin(Actor actor, ImportRunId run, long lines) {
        tenants.run(actor, tx -> {
            discard(tx, run);
            tx.sql()
                    .deleteFrom(IMPORT_PROBLEM)
                    .where(IMPORT_PROBLEM.RUN_ID.eq(run.value()))
                    .execute();
            tx.sql()
                    .update(IMPORT_RUN)
                    .set(IMPORT_RUN.STATUS, ImportStatus.CHECKING.code())
                    .set(IMPORT_RUN.ROWS_TOTAL, lines)
                    .set(IMPORT_RUN.ROWS_DONE, 0L)
                    .where(IMPORT_RUN.ID.eq(run.value()))
                    .execute();
        });
    }

    private void status(Actor actor, ImportRunId run, ImportStatus status) {
        tenants.run(actor, tx -> tx.sql()
                .update(IMPORT_RUN)
                .set(IMPORT_RUN.STATUS, status.code())
                .where(IMPORT_RUN.ID.eq(run.value()))
                .execute());
    }

    private void end(Actor actor, ImportRunId run, ImportStatus status, String message) {
        tenants.run(actor, tx -> {
            discard(tx, run);
            tx.sql()
                    .update(IMPORT_RUN)
                    .set(IMPORT_RUN.STATUS, status.code())
                    .set(IMPORT_RUN.MESSAGE, message)
                    .set(IMPORT_RUN.FINISHED_AT, tx.clockTime())
                    .where(IMPORT_RUN.ID.eq(run.value()))
                    .execute();
        });
    }

    private void refuse(Actor actor, ImportRunId run, List<Problem> problems, long count) {
        tenants.run(actor, tx -> {
            int position = 0;
            var insert = tx.sql()
                    .insertInto(
                            IMPORT_PROBLEM,
                            IMPORT_PROBLEM.TENANT_ID,
                            IMPORT_PROBLEM.RUN_ID,
                            IMPORT_PROBLEM.POSITION,
                            IMPORT_PROBLEM.FILE,
                            IMPORT_PROBLEM.LINE,
                            IMPORT_PROBLEM.COLUMN_NAME,
                            IMPORT_PROBLEM.CODE,
                            IMPORT_PROBLEM.MESSAGE,
                            IMPORT_PROBLEM.REMEDY);
            for (Problem problem : problems.subList(0, Math.min(Problems.KEPT, problems.size()))) {
                insert = insert.values(
                        tx.tenantId().value(),
                        run.value(),
                        ++position,
                        problem.file(),
                        problem.line(),
                        problem.column(),
                        problem.code(),
                        storable(problem.message()),
                        storable(problem.remedy()));
            }
            insert.execute();
            tx.sql()
                    .update(IMPORT_RUN)
                    .set(IMPORT_RUN.PROBLEMS, count)
                    .where(IMPORT_RUN.ID.eq(run.value()))
                    .execute();
        });
        end(actor, run, ImportStatus.REFUSED, count == 1 ? "1 problem" : count + " problems");
    }

    /** PostgreSQL's text holds no NUL; a header may. */
    private static String storable(String text) {
        return text.replace('\0', '\ufffd');
    }

    private static void discard(TenantTx tx, ImportRunId run) {
        tx.sql()
                .deleteFrom(STAGED_CUSTOMER)
                .where(STAGED_CUSTOMER.RUN_ID.eq(run.value()))
                .execute();
        tx.sql()
                .deleteFrom(STAGED_INVOICE)
                .where(STAGED_INVOICE.RUN_ID.eq(run.value()))
                .execute();
        tx.sql()
                .deleteFrom(STAGED_PAYMENT)
                .where(STAGED_PAYMENT.RUN_ID.eq(run.value()))
                .execute();
    }

    private static ImportCounts dryCounts(TenantTx tx, ImportRunId run) {
        long unchanged = new StagedChecks(tx, run).dropUnchanged();
        return new ImportCounts(
                tx.sql().fetchCount(STAGED_CUSTOMER, STAGED_CUSTOMER.RUN_ID.eq(run.value())),
                tx.sql().fetchCount(STAGED_INVOICE, STAGED_INVOICE.RUN_ID.eq(run.value())),
                tx.sql().fetchCount(STAGED_PAYMENT, STAGED_PAYMENT.RUN_ID.eq(run.value())),
                unchanged,
                tx.sql()
                        .fetchCount(
                                STAGED_INVOICE,
                                STAGED_INVOICE.RUN_ID.eq(run.value()),
                                STAGED_INVOICE.INVOICE_DATE.gt(tx.businessDate())));
    }

    /** Asked for a number that the files don't bring themselves; one short look-up each. */
    private KnownNumbers known(Actor actor) {
        return new KnownNumbers() {
            @Override
            public boolean knowsCustomer(String number) {
                return tenants.inTx(actor, tx -> tx.sql().fetchExists(CUSTOMER, CUSTOMER.NUMBER.eq(number)));
            }

            @Override
            public boolean knowsInvoice(String number) {
                return tenants.inTx(
                        actor,
                        tx -> tx.sql().fetchExists(INVOICE, INVOICE.NUMBER.eq(number))
                                || tx.sql()
                                        .fetchExists(DSL.selectOne()
                                                .from(STAGED_INVOICE)
                                                .join(IMPORT_RUN)
                                                .on(
                                                        IMPORT_RUN.TENANT_ID.eq(STAGED_INVOICE.TENANT_ID),
                                                        IMPORT_RUN.ID.eq(STAGED_INVOICE.RUN_ID))
                                                .where(
                                                        STAGED_INVOICE.NUMBER.eq(number),
                                                        IMPORT_RUN.STATUS.eq(ImportStatus.DONE.code()))));
            }
        };
    }
}
