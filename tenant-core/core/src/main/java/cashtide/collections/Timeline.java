package cashtide.collections;

import cashtide.customer.CustomerId;
import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.Record;

/** The statement behind the timeline: every feature's rows of one customer, each reached by its own index. */
final class Timeline {

    private static final String ENTRIES = """
            select 'activity' as kind, id, happened_on as day, recorded_at, channel as title, outcome as state,
                   null::bigint as amount, null::text as currency, note, actor_name as who
            from activity where customer_id = ?
            union all
            select 'promise', p.id, p.made_on, p.recorded_at, p.promised_on::text, p.status, p.amount_minor, p.currency,
                   p.note, coalesce((select u.display_name from app_user u where u.id = p.taken_by), '')
            from promise p where p.customer_id = ?
            union all
            select 'dispute', d.id, d.opened_on, d.recorded_at, d.reason || ' ' || i.number, coalesce(d.outcome, 'open'),
                   d.amount_minor, d.currency, d.note,
                   coalesce((select u.display_name from app_user u where u.id = d.owner_id), '')
            from dispute d join open_item i on i.id = d.open_item_id where d.customer_id = ?
            union all
            select 'payment', id, received_on, recorded_at, number,
                   case when reversed_on is not null then 'reversed' when unapplied_minor > 0 then 'unapplied' else 'applied' end,
                   amount_minor, currency, coalesce(reference, ''), ''
            from payment where customer_id = ?
            union all
            select kind, id, invoice_date, recorded_at, number, case when voided_on is null then 'issued' else 'voided' end,
                   amount_minor, currency, coalesce(reference, ''), ''
            from invoice where customer_id = ?
            order by day desc, recorded_at desc, id desc offset ? limit ?""";

    private Timeline() {}

    static List<TimelineEntry> of(TenantTx tx, CustomerId customer, int offset, int limit) {
        UUID id = customer.value();
        return tx.sql().fetch(ENTRIES, id, id, id, id, id, offset, limit).map(Timeline::entry);
    }

    private static TimelineEntry entry(Record row) {
        Long amount = row.get("amount", Long.class);
        return new TimelineEntry(
                TimelineEntry.Kind.valueOf(row.get("kind", String.class).toUpperCase(Locale.ROOT)),
                row.get("id", UUID.class),
                row.get("day", LocalDate.class),
                row.get("title", String.class),
                row.get("state", String.class),
                amount == null ? null : Money.of(amount, row.get("currency", String.class)),
                row.get("note", String.class),
                row.get("who", String.class));
    }
}
