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
import java.util.List;

/**
 * Adds up what the core holds, per currency, and stores it with the snapshot it was seen in. The lake adds up the rows that
 * are visible in that snapshot; the difference must be 0. The measures are defined in the comment of {@code control_total}.
 */
public final class TakeControlTotals {

    private static final UseCase<Taken> USE_CASE =
            UseCase.of(TakeControlTotals.class, Taken.class, Role.TENANT_ADMIN, Role.CFO, Role.ANALYST);

    /** A measure: its name, the table and the amount it adds up, over the rows that count. */
    private record Measure(String name, String table, String amount, String which) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure("invoices", "invoice", "amount_minor", "true"),
            new Measure("open_items_open", "open_item", "open_minor", "true"),
            new Measure("payments", "payment", "amount_minor", "true"),
            new Measure("payments_unapplied", "payment", "unapplied_minor", "true"),
            new Measure("payment_applications", "payment_application", "amount_minor + discount_minor", "true"),
            new Measure("ledger_debits", "journal_line", "amount_minor", "amount_minor > 0"));

    // One statement, so that sums and snapshot (a default of the table) are of one moment.
    private static final String INSERT = """
            insert into control_total (tenant_id, id, taken_on, measure, currency, amount_minor, row_count, known_at)
            select tenant_id, uuidv7(), cast(? as date), measure, currency, amount_minor, row_count, cast(? as timestamptz)
            from (%s) totals""";
    private static final String SUM = """
            select tenant_id, '%s' as measure, currency, sum(%s) as amount_minor, count(*) as row_count
            from %s where %s group by tenant_id, currency""";

    private final Commands commands;

    public TakeControlTotals(Commands commands) {
        this.commands = commands;
    }

    /** Asks for it. */
    public record Take(CommandId commandId) implements Command {}

    /** The business date they were taken on, and how many totals. */
    public record Taken(LocalDate takenOn, int totals) {}

    public Outcome<Taken> handle(Actor actor, Take command) {
        return commands.carryOutLong(actor, USE_CASE, command, (tx, note) -> Outcome.done(take(tx, note)));
    }

    private static Taken take(TenantTx tx, AuditNote note) {
        String sums = String.join(
                " union all ",
                MEASURES.stream()
                        .map(measure ->
                                SUM.formatted(measure.name(), measure.amount(), measure.table(), measure.which()))
                        .toList());
        LocalDate today = tx.businessDate();
        int totals = tx.sql().execute(INSERT.formatted(sums), today, tx.knownAt());
        note.about("control_totals", tx.tenantId().value()).with("totals", totals);
        return new Taken(today, totals);
    }
}
