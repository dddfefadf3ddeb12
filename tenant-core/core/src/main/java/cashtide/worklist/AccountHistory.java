package cashtide.worklist;

import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads what happened with a customer: its timeline, payments, punctuality, disputes, promises, contacts. */
public final class AccountHistory {

    /**
     * Money received from a customer.
     *
     * @param unapplied what of it is applied to nothing
     * @param documents numbers it was applied to, the largest part first
     * @param evidence the rule that matched it, empty while nothing is applied
     * @param daysLate days past due when it was applied, weighed by amount; null while nothing is applied
     */
    public record PaymentRow(
            UUID id,
            LocalDate receivedOn,
            String number,
            Money amount,
            Money unapplied,
            String documents,
            String evidence,
            @Nullable Integer daysLate,
            boolean reversed) {}

    /** A paid invoice and how many days after its due date it was settled; negative when early. */
    public record Settled(String number, LocalDate settledOn, int daysLate) {}

    /** Average days late of the newest settled invoices beside those before them; null without any. */
    public record Punctuality(
            @Nullable Integer recentDays,
            int recentInvoices,
            @Nullable Integer earlierDays) {}

    /** A dispute of an account; outcome and closing day are null while it is open. */
    public record DisputeRow(
            UUID id,
            String document,
            String reason,
            Money amount,
            LocalDate openedOn,
            LocalDate answerBy,
            @Nullable LocalDate closedOn,
            @Nullable String outcome) {}

    /** A promise to pay and what became of it. */
    public record PromiseRow(
            UUID id, Money amount, LocalDate madeOn, LocalDate promisedOn, String status, Money paid) {}

    /** A person at the customer. */
    public record Contact(
            String name,
            String role,
            @Nullable String email,
            @Nullable String phone) {}

    private static final String TIMELINE = """
            select * from (
              select happened_on as on_day, happened_at as at, upper(channel) as kind, outcome as subject, null::char(3) as currency,
                     null::bigint as amount_minor, note, actor_name as who
              from activity where customer_id = ?1
              union all
              select made_on, recorded_at, 'PROMISE_MADE', promised_on::text, currency, amount_minor, note, '' from promise where customer_id = ?1
              union all
              select decided_on, recorded_at, 'PROMISE_' || upper(status), promised_on::text, currency, amount_minor, '', ''
              from promise where customer_id = ?1 and decided_on is not null
              union all
              select d.opened_on, d.recorded_at, 'DISPUTE_OPENED', i.number, d.currency, d.amount_minor, d.reason, ''
              from dispute d join invoice i on i.tenant_id = d.tenant_id and i.id = d.invoice_id where d.customer_id = ?1
              union all
              select d.closed_on, d.recorded_at, 'DISPUTE_CLOSED', i.number, d.currency, d.amount_minor, d.outcome, ''
              from dispute d join invoice i on i.tenant_id = d.tenant_id and i.id = d.invoice_id
              where d.customer_id = ?1 and d.closed_on is not null
              union all
              select received_on, recorded_at, 'PAYMENT', number, currency, amount_minor, coalesce(reference, ''), ''
              from payment where customer_id = ?1
              union all
              select reversed_on, recorded_at, 'PAYMENT_REVERSED', number, currency, amount_minor, '', ''
              from payment where customer_id = ?1 and reversed_on is not null
              union all
              select invoice_date, recorded_at, case kind when 'invoice' then 'INVOICE' else 'CREDIT_NOTE' end, number, currency, amount_minor, '', ''
              from invoice where customer_id = ?1 and voided_on is null
            ) entries
            order by on_day desc, at desc, kind, subject
            limit ?2""";

    private static final String TIMELINE_SIZE = """
            select (select count(*) from activity where customer_id = ?1)
                 + (select count(*) + count(decided_on) from promise where customer_id = ?1)
                 + (select count(*) + count(closed_on) from dispute where customer_id = ?1)
                 + (select count(*) + count(reversed_on) from payment where customer_id = ?1)
                 + (select count(*) from invoice where customer_id = ?1 and voided_on is null)""";

    private static final String PAYMENTS = """
            select p.id, p.received_on, p.number, p.currency, p.amount_minor, p.unapplied_minor, p.reversed_on is not null,
                   coalesce(a.documents, ''), coalesce(a.evidence, ''), a.days_late
            from payment p
            left join lateral (
              select string_agg(i.number, ', ' order by a.amount_minor desc, i.number) as documents, min(a.evidence) as evidence,
                     round(sum(a.amount_minor * (p.received_on - i.due_date)) / sum(a.amount_minor))::int as days_late
              from standing_application a
              join open_item i on i.tenant_id = a.tenant_id and i.id = a.open_item_id
              where a.tenant_id = p.tenant_id and a.payment_id = p.id) a on true
            where p.customer_id = ?
            order by (p.unapplied_minor > 0 and p.reversed_on is null) desc, p.received_on desc, p.number desc
            limit ?""";

    private static final String SETTLED = """
            select number, settled_on, settled_on - due_date from (
              select number, settled_on, due_date from open_item
              where customer_id = ? and kind = 'invoice' and settled_on is not null
              order by settled_on desc, number desc limit ?) newest
            order by settled_on, number""";

    private static final String PUNCTUALITY = """
            select round(avg(days) filter (where n <= 6))::int, count(*) filter (where n <= 6)::int, round(avg(days) filter (where n > 6))::int
            from (select settled_on - due_date as days, row_number() over (order by settled_on desc, number desc) as n
                  from open_item where customer_id = ? and kind = 'invoice' and settled_on is not null) settled
            where n <= 56""";

    private static final String DISPUTE = """
            select d.id, i.number, d.reason, d.currency, d.amount_minor, d.opened_on, d.answer_by, d.closed_on, d.outcome
            from dispute d join invoice i on i.tenant_id = d.tenant_id and i.id = d.invoice_id
            where %s""";

    private static final String DISPUTES =
            DISPUTE.formatted("d.customer_id = ? order by d.closed_on is not null, d.opened_on desc, d.id");

    private static final String OPEN_DISPUTES = DISPUTE.formatted(
            "d.customer_id = ? and d.currency = ? and d.closed_on is null order by d.answer_by, d.id");

    private static final String PROMISES = """
            select id, currency, amount_minor, made_on, promised_on, status, paid_minor
            from promise where customer_id = ? order by status <> 'open', promised_on desc, id""";

    private static final String CONTACTS = """
            select name, role, email, phone from customer_contact where customer_id = ? order by name, id""";

    /** The newest entries, the newest first. */
    public List<TimelineEntry> timeline(TenantTx tx, UUID customerId, int limit) {
        return tx.sql()
                .resultQuery(numbered(TIMELINE, customerId, limit))
                .fetch(row -> new TimelineEntry(
                        row.get("on_day", LocalDate.class),
                        TimelineEntry.Kind.valueOf(row.get("kind", String.class)),
                        row.get("subject", String.class),
                        amount(row),
                        row.get("note", String.class),
                        row.get("who", String.class)));
    }

    /** How many entries the timeline has in all. */
    public int timelineSize(TenantTx tx, UUID customerId) {
        return tx.sql().fetchSingle(numbered(TIMELINE_SIZE, customerId, 0)).get(0, int.class);
    }

    /** Payments with unapplied cash first, however old, then the newest. */
    public List<PaymentRow> payments(TenantTx tx, UUID customerId, int limit) {
        return tx.sql()
                .resultQuery(PAYMENTS, customerId, limit)
                .fetch(row -> new PaymentRow(
                        row.get(0, UUID.class),
                        row.get(1, LocalDate.class),
                        row.get(2, String.class),
                        Money.of(row.get(4, long.class), row.get(3, String.class)),
                        Money.of(row.get(5, long.class), row.get(3, String.class)),
                        row.get(7, String.class),
                        row.get(8, String.class),
                        row.get(9, Integer.class),
                        row.get(6, boolean.class)));
    }

    /** The last settled invoices, the oldest first. */
    public List<Settled> settled(TenantTx tx, UUID customerId, int limit) {
        return tx.sql()
                .resultQuery(SETTLED, customerId, limit)
                .fetch(row ->
                        new Settled(row.get(0, String.class), row.get(1, LocalDate.class), row.get(2, int.class)));
    }

    /** How late the last six paid invoices were, and up to fifty before them. */
    public Punctuality punctuality(TenantTx tx, UUID customerId) {
        Record row = tx.sql().fetchSingle(PUNCTUALITY, customerId);
        return new Punctuality(row.get(0, Integer.class), row.get(1, int.class), row.get(2, Integer.class));
    }

    /** Disputes, the open ones first. */
    public List<DisputeRow> disputes(TenantTx tx, UUID customerId) {
        return tx.sql().resultQuery(DISPUTES, customerId).fetch(AccountHistory::dispute);
    }

    /** Those of an account that wait for an answer, the most urgent first. */
    public List<DisputeRow> openDisputes(TenantTx tx, AccountId id) {
        return tx.sql()
                .resultQuery(OPEN_DISPUTES, id.customerId(), id.currency())
                .fetch(AccountHistory::dispute);
    }

    private static DisputeRow dispute(Record row) {
        return new DisputeRow(
                row.get(0, UUID.class),
                row.get(1, String.class),
                row.get(2, String.class),
                Money.of(row.get(4, long.class), row.get(3, String.class)),
                row.get(5, LocalDate.class),
                row.get(6, LocalDate.class),
                row.get(7, LocalDate.class),
                row.get(8, String.class));
    }

    /** Promises, the open ones first. */
    public List<PromiseRow> promises(TenantTx tx, UUID customerId) {
        return tx.sql()
                .resultQuery(PROMISES, customerId)
                .fetch(row -> new PromiseRow(
                        row.get(0, UUID.class),
                        Money.of(row.get(2, long.class), row.get(1, String.class)),
                        row.get(3, LocalDate.class),
                        row.get(4, LocalDate.class),
                        row.get(5, String.class),
                        Money.of(row.get(6, long.class), row.get(1, String.class))));
    }

    /** People at the customer. */
    public List<Contact> contacts(TenantTx tx, UUID customerId) {
        return tx.sql()
                .resultQuery(CONTACTS, customerId)
                .fetch(row -> new Contact(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, String.class)));
    }

    // Both statements name the customer many times; a UUID and a number need no escaping.
    private static String numbered(String sql, UUID customerId, int limit) {
        return sql.replace("?1", "'" + customerId + "'::uuid").replace("?2", Integer.toString(limit));
    }

    private static @Nullable Money amount(Record row) {
        String currency = row.get("currency", String.class);
        return currency == null ? null : Money.of(row.get("amount_minor", long.class), currency);
    }
}
