package cashtide.crash;

import cashtide.tenant.Actor;
import cashtide.tenant.Tenants;
import org.jooq.Record;

/**
 * What the tables of a tenant hold: of each how many rows, and sums in minor units. A command that was cut off shows as a
 * difference in some and not in others.
 *
 * @param audited commands in the audit trail; the log of answers has as many
 */
record Ledger(
        long entries, long lines, long applications, long invoices, long openMinor, long unappliedMinor, long audited) {

    private static final String COUNTED = """
            select (select count(*) from journal_entry), (select count(*) from journal_line),
                   (select count(*) from payment_application), (select count(*) from invoice),
                   (select coalesce(sum(open_minor), 0) from open_item), (select coalesce(sum(unapplied_minor), 0) from payment),
                   (select count(*) from audit_event), (select count(*) from command_log)""";

    static Ledger of(Tenants tenants, Actor actor) {
        return tenants.inTx(actor, tx -> {
            Record row = tx.sql().fetchSingle(COUNTED);
            long answered = number(row, 7);
            Ledger ledger = new Ledger(
                    number(row, 0),
                    number(row, 1),
                    number(row, 2),
                    number(row, 3),
                    number(row, 4),
                    number(row, 5),
                    number(row, 6));
            if (ledger.audited != answered) {
                throw new AssertionError(ledger + " has " + answered + " answers");
            }
            return ledger;
        });
    }

    private static long number(Record row, int column) {
        return row.get(column, Long.class);
    }

    Ledger plus(Ledger more) {
        return new Ledger(
                entries + more.entries,
                lines + more.lines,
                applications + more.applications,
                invoices + more.invoices,
                openMinor + more.openMinor,
                unappliedMinor + more.unappliedMinor,
                audited + more.audited);
    }
}
