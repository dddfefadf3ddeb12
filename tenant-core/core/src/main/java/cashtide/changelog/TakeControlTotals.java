package cashtide.changelog;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import org.jooq.Record;

/**
 * Adds up what the core holds, per currency, and stores it with the snapshot it was seen in. The lake adds up the rows that
 * are visible in that snapshot; the difference must be 0. Of a day, totals that are the last ones again are not stored:
 * that would be a change of its own, of which an idle tenant has none. The measures are defined in the comment of {@code control_total}.
 */
@SuppressWarnings("InlineFormatString") // SQL reads better on its own.
public final class TakeControlTotals {

    private static final UseCase<Taken> USE_CASE =
            UseCase.of(TakeControlTotals.class, Taken.class, Role.TENANT_ADMIN, Role.CFO, Role.ANALYST);

    /** What it comes to now, and the last totals of the day. */
    private static final String MEASURED = """
            with measured as (
            select tenant_id, measure, currency, sum(amount) as amount_minor, count(*) as row_count
            from (
              select tenant_id, 'invoices' as measure, currency, amount_minor as amount from invoice
              union all
              select tenant_id, 'open_items_open', currency, open_minor from open_item
              union all
              select tenant_id, 'payments', currency, amount_minor from payment
              union all
              select tenant_id, 'payments_unapplied', currency, unapplied_minor from payment
              union all
              select tenant_id, 'payment_applications', currency, amount_minor + discount_minor from payment_application
              union all
              select tenant_id, 'ledger_debits', currency, amount_minor from journal_line where amount_minor > 0
            ) summed
            group by tenant_id, measure, currency),
            last as (
              select measure, currency, amount_minor, row_count from control_total
              where taken_on = cast(? as date) and recorded_at = (select max(recorded_at) from control_total)),
            changed as (
              select from measured now full join last using (measure, currency)
              where (now.amount_minor, now.row_count) is distinct from (last.amount_minor, last.row_count))
            """;

    // One statement, so that sums and snapshot (a default of the table) are of one moment. All of them or none: the
    // lake
    // compares what was taken together.
    private static final String INSERT = MEASURED + """
            insert into control_total (tenant_id, id, taken_on, measure, currency, amount_minor, row_count, known_at)
            select tenant_id, uuidv7(), cast(? as date), measure, currency, amount_minor, row_count, cast(? as timestamptz)
            from measured
            where exists (select from changed)""";

    private final Commands commands;

    public TakeControlTotals(Commands commands) {
        this.commands = commands;
    }

    /** Asks for it. */
    public record Take(CommandId commandId) implements Command {}

    /** The business date they were taken on, and how many totals; 0 when they are the ones of the last time on that day. */
    public record Taken(LocalDate takenOn, int totals) {}

    public Outcome<Taken> handle(Actor actor, Take command) {
        return commands.carryOutLong(actor, USE_CASE, command, (tx, note) -> Outcome.done(take(tx, note)));
    }

    /** Whether totals taken now would be others than the last ones of the day; an idle tenant needs no command to learn so. */
    public static boolean due(TenantTx tx) {
        Record due = tx.sql().fetchSingle(MEASURED + "select exists (select from changed)", tx.businessDate());
        return due.get(0, Boolean.class);
    }

    /** Within a command that needs totals of this moment. */
    public static Taken take(TenantTx tx, AuditNote note) {
        LocalDate today = tx.businessDate();
        int totals = tx.sql().execute(INSERT, today, today, tx.knownAt());
        note.about("control_totals", tx.tenantId().value()).with("totals", totals);
        return new Taken(today, totals);
    }
}
