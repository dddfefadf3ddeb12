package cashtide.forecast;

import static org.jooq.impl.DSL.val;

import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import cashtide.worklist.Standing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The money a forecast rests on as of its day, and what happened since the forecast before it. */
public final class ReceivablesQuery {

    /**
     * Open invoices of a currency: not due, overdue, disputed (of both); they add up to the total. Credit notes and unapplied
     * cash stand beside them, positive.
     */
    public record Receivables(
            LocalDate asOf, Money notDue, Money overdue, Money disputed, Money total, Money credits, Money unapplied) {

        /** What is owed less what is owed back: the total of the aging. */
        public Money net() {
            return total.minus(credits).minus(unapplied);
        }

        /** The share of a part in the total, per mille; 0 without receivables. */
        public int perMille(Money part) {
            return total.isZero() ? 0 : Math.toIntExact(Math.round(1000.0 * part.minor() / total.minor()));
        }
    }

    /** Kinds of events that move a forecast. */
    public enum Event {
        INVOICES_ISSUED,
        PAYMENTS_RECEIVED,
        PROMISES_MADE,
        PROMISES_BROKEN,
        DISPUTES_OPENED,
        DISPUTES_CLOSED
    }

    /**
     * Events of one kind since a day.
     *
     * @param leading the customer with the largest amount among them
     * @param amount their sum
     */
    public record Change(
            Event event,
            int count,
            String leading,
            @Nullable String leadingNumber,
            Money amount) {}

    private static final String PARTS = """

            select coalesce(sum(open_minor - disputed_minor) filter (where open_minor > 0 and days <= 0), 0)::bigint,
                   coalesce(sum(open_minor - disputed_minor) filter (where open_minor > 0 and days > 0), 0)::bigint,
                   coalesce(sum(disputed_minor), 0)::bigint, coalesce(sum(open_minor) filter (where open_minor > 0), 0)::bigint,
                   coalesce(-sum(open_minor) filter (where open_minor < 0), 0)::bigint,
                   (select coalesce(sum(unapplied_minor), 0)::bigint from unapplied where currency = ?)
            from item where currency = ?""";

    private static final String EVENTS = """
            select 'INVOICES_ISSUED' as event, i.amount_minor, i.customer_id from invoice i
            where i.kind = 'invoice' and i.voided_on is null and i.currency = ?1 and i.invoice_date > ?2 and i.invoice_date <= ?3
            union all
            select 'PAYMENTS_RECEIVED', p.amount_minor, p.customer_id from payment p
            where p.reversed_on is null and p.currency = ?1 and p.received_on > ?2 and p.received_on <= ?3
            union all
            select 'PROMISES_MADE', p.amount_minor, p.customer_id from promise p
            where p.currency = ?1 and p.made_on > ?2 and p.made_on <= ?3
            union all
            select 'PROMISES_BROKEN', p.amount_minor - p.paid_minor, p.customer_id from promise p
            where p.status in ('broken', 'partly_kept') and p.currency = ?1 and p.decided_on > ?2 and p.decided_on <= ?3
            union all
            select 'DISPUTES_OPENED', d.amount_minor, d.customer_id from dispute d
            where d.currency = ?1 and d.opened_on > ?2 and d.opened_on <= ?3
            union all
            select 'DISPUTES_CLOSED', d.amount_minor, d.customer_id from dispute d
            where d.currency = ?1 and d.closed_on > ?2 and d.closed_on <= ?3""";

    private static final String CHANGES = """
            select e.event, count(*), sum(e.amount_minor)::bigint,
                   (array_agg(c.name order by e.amount_minor desc, c.number))[1], (array_agg(c.number order by e.amount_minor desc, c.number))[1]
            from (%s) e left join customer c on c.id = e.customer_id
            group by e.event""".formatted(EVENTS);

    /** What was open on a day. */
    public Receivables asOf(TenantTx tx, LocalDate day, String currency) {
        Standing standing = new Standing(day, false);
        String sql = "with " + standing.items(tx) + ", " + standing.unapplied(tx) + PARTS;
        Record row = tx.sql().fetchSingle(sql, currency, currency);
        return new Receivables(
                day,
                Money.of(row.get(0, long.class), currency),
                Money.of(row.get(1, long.class), currency),
                Money.of(row.get(2, long.class), currency),
                Money.of(row.get(3, long.class), currency),
                Money.of(row.get(4, long.class), currency),
                Money.of(row.get(5, long.class), currency));
    }

    /** What happened after one day up to another, by kind of event, in the order of {@link Event}. */
    public List<Change> changes(TenantTx tx, String currency, LocalDate after, LocalDate upTo) {
        String sql = CHANGES.replace("?1", "{0}").replace("?2", "{1}").replace("?3", "{2}");
        List<Change> changes = new ArrayList<>(tx.sql()
                .resultQuery(sql, val(currency), val(after), val(upTo))
                .fetch(row -> new Change(
                        Event.valueOf(row.get(0, String.class)),
                        row.get(1, int.class),
                        row.get(3) == null ? "payers not yet known" : row.get(3, String.class),
                        row.get(4, String.class),
                        Money.of(row.get(2, long.class), currency))));
        changes.sort(Comparator.comparing(Change::event));
        return changes;
    }
}
