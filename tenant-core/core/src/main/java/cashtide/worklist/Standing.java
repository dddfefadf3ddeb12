package cashtide.worklist;

import cashtide.tenant.TenantTx;
import cashtide.time.KnownAt;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What was open at the end of a day: by the business dates of what is known today, or as it was known then. Later
 * back-dated payments are the difference.
 *
 * @param day any day up to the business date
 * @param asKnownThen leaves out what was learned after the day
 */
public record Standing(LocalDate day, boolean asKnownThen) {

    private static final String ANY_DAY = """
            item as (
              select r.tenant_id, r.id, r.invoice_id, r.customer_id, r.number, r.instalment, r.kind, r.invoice_date, r.due_date, r.currency,
                     r.amount_minor, r.open_minor, least(r.claimed, greatest(r.open_minor, 0)) as disputed_minor, :day - r.due_date as days
              from (
                select i.*, (i.amount_minor - coalesce(a.applied, 0) + coalesce(u.used, 0))::bigint as left_minor
                from open_item i
                join invoice v on v.tenant_id = i.tenant_id and v.id = i.invoice_id
                left join (select open_item_id, sum(amount_minor + discount_minor) as applied from payment_application
                           where applied_on <= :day and known_at <= :known group by open_item_id) a on a.open_item_id = i.id
                left join (select credit_note_item_id, sum(amount_minor) as used from payment_application
                           where credit_note_item_id is not null and applied_on <= :day and known_at <= :known
                           group by credit_note_item_id) u on u.credit_note_item_id = i.id
                where i.invoice_date <= :day and i.known_at <= :known and (v.voided_on is null or v.voided_on > :day)
              ) i
              left join (select open_item_id, sum(amount_minor)::bigint as claimed from dispute
                         where opened_on <= :day and known_at <= :known and (closed_on is null or closed_on > :day)
                         group by open_item_id) d on d.open_item_id = i.id
              cross join lateral (select i.tenant_id, i.id, i.invoice_id, i.customer_id, i.number, i.instalment, i.kind, i.invoice_date,
                         i.due_date, i.currency, i.amount_minor, i.left_minor as open_minor, coalesce(d.claimed, 0) as claimed) r
              where i.left_minor <> 0)""";

    private static final String UNAPPLIED = """
            unapplied as (
              select p.tenant_id, p.customer_id, p.currency, sum(p.amount_minor - coalesce(a.applied, 0))::bigint as unapplied_minor
              from payment p
              left join (select payment_id, sum(amount_minor) as applied from payment_application
                         where payment_id is not null and applied_on <= :day and known_at <= :known group by payment_id) a on a.payment_id = p.id
              where p.received_on <= :day and p.known_at <= :known and (p.reversed_on is null or p.reversed_on > :day)
              group by p.tenant_id, p.customer_id, p.currency)""";

    /** The business date, with all that is known. */
    public static Standing today(TenantTx tx) {
        return new Standing(tx.businessDate(), false);
    }

    boolean isToday(TenantTx tx) {
        return !asKnownThen && !day.isBefore(tx.businessDate());
    }

    /**
     * A common table {@code item} with the columns of an open item and its residual and disputed part on the day. Today's are
     * kept with the item; those of another day follow from the application dates, as in {@code cashtide.kpi.Aging}.
     */
    public String items(TenantTx tx) {
        if (isToday(tx)) {
            // Asked for twice by a page: written into the query each time, or it would be read whole.
            return """
                    item as not materialized (
                      select i.tenant_id, i.id, i.invoice_id, i.customer_id, i.number, i.instalment, i.kind, i.invoice_date, i.due_date,
                             i.currency, i.amount_minor, i.open_minor, i.disputed_minor, date '%s' - i.due_date as days
                      from open_item i where i.open_minor <> 0)""".formatted(day);
        }
        return ANY_DAY.replace(":day", "date '" + day + "'").replace(":known", known(tx));
    }

    /** A common table {@code unapplied}: money received up to the day and not applied by then. */
    public String unapplied(TenantTx tx) {
        return UNAPPLIED.replace(":day", "date '" + day + "'").replace(":known", known(tx));
    }

    private String known(TenantTx tx) {
        return asKnownThen
                ? "timestamptz '" + KnownAt.endOf(day, tx.tenant().zone()).atOffset(ZoneOffset.UTC) + "'"
                : "timestamptz 'infinity'";
    }
}
