package cashtide.imports;

import static cashtide.db.Tables.IMPORT_PROBLEM;
import static cashtide.db.Tables.IMPORT_RUN;
import static cashtide.db.Tables.STAGED_CUSTOMER;
import static cashtide.db.Tables.STAGED_INVOICE;
import static cashtide.db.Tables.STAGED_PAYMENT;

import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.customer.TermsCatalogue;
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
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Carries out an import that was started: reads and checks the files while staging the good rows, compares them with what is
 * known, and posts them in one transaction, or keeps nothing. It may be called again after the machine failed, or when the
 * thread was interrupted; the posting happens once. Progress is in {@link ImportRuns}.
 */
public final class RunImport {

    private final Tenants tenants;
    private final PostImport postImport;

    public RunImport(Tenants tenants, Commands commands) {
        this.tenants = tenants;
        this.postImport = new PostImport(tenants, commands, new PostStagedRows());
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
            InvoiceDates terms = new InvoiceDates(holidays, new TermsCatalogue(tenants).all(actor));
            try (StagingSink sink = new StagingSink(tenants, actor, run, terms)) {
                Parsed parsed = ImportReader.read(source, format, known(actor), sink);
                sink.flush();
                if (parsed instanceof Parsed.Stopped || !sink.goesOn()) {
                    end(actor, run, ImportStatus.CANCELLED, "");
                    return;
                }
                finish(actor, run, parsed, sink.problems(), started.dryRun());
            }
        } catch (RuntimeException failure) {
            // A thread is interrupted when the app stops: the run is no failure, it goes on where the app starts again.
            if (!Thread.currentThread().isInterrupted()) {
                end(actor, run, ImportStatus.FAILED, "The machine failed: nothing was kept. Import the files again.");
            }
            throw failure;
        }
    }

    /** Ends as failed what cannot be run to its end; what has ended stays as it is. */
    public void giveUp(Actor actor, ImportRunId run, String message) {
        ImportRun started = new ImportRuns(tenants).find(actor, run);
        if (started != null && !started.status().isFinal()) {
            end(actor, run, ImportStatus.FAILED, message);
        }
    }

    private void finish(Actor actor, ImportRunId run, Parsed parsed, Problems ofTerms, boolean dryRun) {
        Problems problems = ofTerms;
        long unkept = 0;
        switch (parsed) {
            case Parsed.Ok ok -> ok.notes().forEach(problems::add);
            case Parsed.Bad bad -> {
                bad.problems().kept().forEach(problems::add);
                unkept = bad.problems().count()
                        - bad.problems().kept().stream().filter(Problem::blocks).count();
            }
            case Parsed.Stopped stopped -> throw new IllegalStateException("finished although stopped: " + stopped);
        }
        tenants.inLongTx(actor, tx -> {
                    StagedChecks checks = new StagedChecks(tx, run);
                    List<Problem> found = new ArrayList<>(checks.contradictions());
                    found.addAll(checks.notes());
                    return found;
                })
                .forEach(problems::add);
        long count = problems.count() + unkept;
        writeProblems(actor, run, problems.kept(), count);
        if (count > 0) {
            end(actor, run, ImportStatus.REFUSED, count == 1 ? "1 problem" : count + " problems");
        } else if (dryRun) {
            ImportCounts counts = tenants.inLongTx(actor, tx -> dryCounts(tx, run));
            PostImport.recordCounts(tenants, actor, run, counts);
            end(actor, run, ImportStatus.DONE, "Dry run: nothing was kept.");
        } else {
            Outcome<ImportCounts> posted = postImport.handle(actor, new PostImport.Post(run));
            if (posted instanceof Outcome.Rejected<ImportCounts> no && no.reason() == ImportRefusal.IMPORT_CANCELLED) {
                end(actor, run, ImportStatus.CANCELLED, "");
            } else {
                posted.orThrow();
            }
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

    private void writeProblems(Actor actor, ImportRunId run, List<Problem> problems, long count) {
        if (problems.isEmpty()) {
            return;
        }
        tenants.run(actor, tx -> {
            int position = 0;
            var insert = tx.sql()
                    .insertInto(
                            IMPORT_PROBLEM,
                            IMPORT_PROBLEM.TENANT_ID,
                            IMPORT_PROBLEM.RUN_ID,
                            IMPORT_PROBLEM.POSITION,
                            IMPORT_PROBLEM.SEVERITY,
                            IMPORT_PROBLEM.FILE,
                            IMPORT_PROBLEM.LINE,
                            IMPORT_PROBLEM.COLUMN_NAME,
                            IMPORT_PROBLEM.CODE,
                            IMPORT_PROBLEM.MESSAGE,
                            IMPORT_PROBLEM.REMEDY);
            for (Problem problem : problems) {
                insert = insert.values(
                        tx.tenantId().value(),
                        run.value(),
                        ++position,
                        problem.severity().name(),
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

    /** Asked for numbers that the files don't bring themselves, a block of rows at a time. */
    private KnownNumbers known(Actor actor) {
        return new KnownNumbers() {
            @Override
            public Set<String> customers(Set<String> numbers) {
                return tenants.inTx(actor, tx -> tx.sql()
                        .resultQuery("select number from customer where number = any({0})", array(numbers))
                        .fetchSet(0, String.class));
            }

            @Override
            public Map<String, Currency> invoices(Set<String> numbers) {
                return tenants.inTx(actor, tx -> tx.sql()
                        .resultQuery("""
                                select number, currency::text from invoice where number = any({0})
                                union
                                select w.number, w.currency::text
                                from staged_invoice w join import_run r on r.tenant_id = w.tenant_id and r.id = w.run_id
                                where w.number = any({0}) and r.status = 'done' and w.item_id is null""", array(numbers))
                        .fetchMap(
                                row -> row.get(0, String.class),
                                row -> Currency.getInstance(row.get(1, String.class))));
            }
        };
    }

    private static Field<String[]> array(Set<String> numbers) {
        return DSL.val(numbers.toArray(String[]::new));
    }
}
