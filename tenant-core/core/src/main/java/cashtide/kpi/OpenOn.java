package cashtide.kpi;

/**
 * What was open at the end of any day, as text for the {@code from} of a query: by the days on which payments were applied
 * and by what was known at a moment. Aging, open items and forecast ask this one, so that they agree.
 */
public final class OpenOn {

    // What was open of an item: its amount less what was applied to it, or for a credit note, what was used of it.
    private static final String ITEMS = """
            (select r.tenant_id, r.id, r.invoice_id, r.customer_id, r.number, r.instalment, r.kind, r.invoice_date, r.due_date,
                    r.currency, r.amount_minor, r.open_minor, least(r.claimed, greatest(r.open_minor, 0)) as disputed_minor
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

    // What lies in suspense is nobody's yet.
    private static final String UNAPPLIED = """
            (select p.tenant_id, p.customer_id, p.currency, sum(p.amount_minor - coalesce(a.applied, 0))::bigint as unapplied_minor
             from payment p
             left join (select payment_id, sum(amount_minor) as applied from payment_application
                        where payment_id is not null and applied_on <= :day and known_at <= :known group by payment_id) a
               on a.payment_id = p.id
             where p.customer_id is not null and p.received_on <= :day and p.known_at <= :known
               and (p.reversed_on is null or p.reversed_on > :day)
             group by p.tenant_id, p.customer_id, p.currency)""";

    private OpenOn() {}

    /**
     * Items of which something was open, with the columns of an open item: {@code open_minor} and {@code disputed_minor} are
     * those of the day; below zero a credit note.
     *
     * @param day what stands for the day in the statement, never text from outside
     * @param known the same for the moment up to which knowledge counts
     */
    public static String items(String day, String known) {
        return of(ITEMS, day, known);
    }

    /** Customers' money received up to the day and not applied by then, by customer and currency: {@code unapplied_minor}. */
    public static String unapplied(String day, String known) {
        return of(UNAPPLIED, day, known);
    }

    private static String of(String sql, String day, String known) {
        return sql.replace(":day", day).replace(":known", known);
    }
}
