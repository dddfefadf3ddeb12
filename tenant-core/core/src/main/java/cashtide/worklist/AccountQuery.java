package cashtide.worklist;

import cashtide.kpi.AgingBucket;
import cashtide.money.Money;
import cashtide.promise.PromiseStatus;
import cashtide.score.ScoreQuery;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads an account as the business date has it: figures, open items, aging, score. */
public final class AccountQuery {

    // What the worklist says of the account goes before what is computed here, so that both show the same.
    private static final String ACCOUNT =
            """
            select c.id, c.number, c.name, c.country, c.segment, parent.name as parent_name,
                   coalesce(case when c.terms_days is not null then 'net ' || c.terms_days end, c.terms_code) as terms,
                   (select min(i.invoice_date) from invoice i where i.tenant_id = c.tenant_id and i.customer_id = c.id and i.voided_on is null) as since,
                   c.preferred_channel, c.language,
                   (select u.display_name from app_user u where u.tenant_id = c.tenant_id and u.id = c.collector_id) as collector_name,
                   coalesce(o.open_minor, 0) as open_minor, coalesce(o.overdue_minor, 0) as overdue_minor,
                   coalesce(o.disputed_minor, 0) as disputed_minor, coalesce(o.credit_minor, 0) as credit_minor,
                   coalesce(p.unapplied_minor, 0) as unapplied_minor,
                   coalesce(o.invoices, 0)::int as invoices, coalesce(o.credit_notes, 0)::int as credit_notes,
                   coalesce(o.overdue_invoices, 0)::int as overdue_invoices, o.oldest_days,
                   case when c.currency = a.currency then c.credit_limit_minor end as credit_limit_minor,
                   case when c.currency = a.currency and c.credit_limit_minor > 0 then
                     round(100.0 * (coalesce(o.open_minor, 0) - coalesce(p.unapplied_minor, 0)) / c.credit_limit_minor)::int end as credit_used,
                   coalesce(w.p_late, o.p_late) as p_late, coalesce(w.expected_on, o.expected_on) as expected_on,
                   o.expected_from + least(0, w.expected_on - o.expected_from) as expected_from,
                   o.expected_to + greatest(0, w.expected_on - o.expected_to) as expected_to, o.or_later
            from customer c
            cross join (select ?::char(3) as currency, ?::date as today) a
            left join customer parent on parent.tenant_id = c.tenant_id and parent.id = c.parent_id
            left join worklist_entry w on w.tenant_id = c.tenant_id and w.customer_id = c.id and w.currency = a.currency
            left join lateral (
              select sum(i.open_minor) as open_minor,
                     sum(i.open_minor) filter (where i.open_minor > 0 and i.due_date < a.today) as overdue_minor,
                     sum(i.disputed_minor) as disputed_minor,
                     -sum(i.open_minor) filter (where i.open_minor < 0) as credit_minor,
                     count(*) filter (where i.open_minor > 0) as invoices,
                     count(*) filter (where i.open_minor < 0) as credit_notes,
                     count(*) filter (where i.open_minor > 0 and i.due_date < a.today) as overdue_invoices,
                     max(a.today - i.due_date) filter (where i.open_minor > 0 and i.due_date < a.today) as oldest_days,
                     sum(i.open_minor * s.p_late) filter (where i.open_minor > 0) / sum(i.open_minor) filter (where i.open_minor > 0 and s.p_late is not null) as p_late,
                     a.today + %1$s as expected_on, a.today + %2$s as expected_from, a.today + %3$s as expected_to,
                     %4$s as or_later
              from open_item i
              left join invoice_score s on s.tenant_id = i.tenant_id and s.invoice_id = i.invoice_id
              where i.tenant_id = c.tenant_id and i.customer_id = c.id and i.currency = a.currency and i.open_minor <> 0) o on true
            left join lateral (
              select sum(unapplied_minor) as unapplied_minor from payment p
              where p.tenant_id = c.tenant_id and p.customer_id = c.id and p.currency = a.currency and p.unapplied_minor > 0) p on true
            where c.id = ?""".formatted(meanDay("p50_date"), meanDay("p10_date"), meanDay("p90_date"), Horizon.account("a.today"));

    private static final String ITEMS = """
            select i.id, i.invoice_id, i.number || case when i.instalment > 1 then '/' || i.instalment else '' end,
                   i.invoice_date, i.due_date,
                   case when i.open_minor > 0 then ?::date - i.due_date end as days_late,
                   i.currency, i.open_minor, i.disputed_minor, p.status as promise_status, p.promised_on, s.p50_date, s.p_late,
                   %s as or_later
            from open_item i
            left join invoice_score s on s.tenant_id = i.tenant_id and s.invoice_id = i.invoice_id
            left join lateral (
              select p.status, p.promised_on from promise p
              left join promise_item pi on pi.tenant_id = p.tenant_id and pi.promise_id = p.id
              where p.tenant_id = i.tenant_id and p.customer_id = i.customer_id and p.currency = i.currency
                and p.status in ('open', 'broken', 'partly_kept')
                and (pi.open_item_id = i.id or (pi.open_item_id is null and i.due_date <= p.promised_on))
              order by p.made_on desc, p.promised_on desc limit 1) p on i.open_minor > 0
            where i.customer_id = ? and i.currency = ? and i.open_minor <> 0
            order by i.open_minor < 0, i.due_date, i.number""".formatted(Horizon.ITEM);

    private static final String WEIGHTIEST = """
            select i.invoice_id, i.number, i.due_date from open_item i
            join invoice_score s on s.tenant_id = i.tenant_id and s.invoice_id = i.invoice_id
            where i.customer_id = ? and i.currency = ? and i.open_minor > 0
            order by i.open_minor desc, i.id limit 1""";

    private static final String CURRENCIES = """
            select currency from open_item where customer_id = ? and open_minor <> 0
            union select currency from payment where customer_id = ? and unapplied_minor > 0
            order by 1""";

    /** The largest item that is open and scored: its score has reasons, which an account of several items has not. */
    public record Weightiest(String document, LocalDate dueDate, ScoreQuery.Score score) {}

    private final ScoreQuery scores = new ScoreQuery();

    /** The account; empty when there is no such customer. */
    public Optional<Account> account(TenantTx tx, AccountId id) {
        return tx.sql()
                .resultQuery(ACCOUNT, id.currency(), tx.businessDate(), id.customerId())
                .fetchOptional(row -> account(row, id.currency()));
    }

    /** The id of the customer with this number; empty when there is none. */
    public Optional<UUID> customerOf(TenantTx tx, String number) {
        return tx.sql()
                .resultQuery("select id from customer where number = ?", number)
                .fetchOptional(row -> row.get(0, UUID.class));
    }

    /** Currencies in which something is open with the customer; its own currency when nothing is. */
    public List<String> currencies(TenantTx tx, UUID customerId) {
        List<String> open =
                tx.sql().resultQuery(CURRENCIES, customerId, customerId).fetch(0, String.class);
        return open.isEmpty()
                ? tx.sql()
                        .resultQuery("select currency from customer where id = ?", customerId)
                        .fetch(0, String.class)
                : open;
    }

    /** The open items: invoices by due date, then credit notes. */
    public List<AccountItem> items(TenantTx tx, AccountId id) {
        return tx.sql()
                .resultQuery(ITEMS, tx.businessDate(), id.customerId(), id.currency())
                .fetch(AccountQuery::item);
    }

    /** Open invoices by days past due; credit notes and unapplied cash are in none of the buckets. */
    public Map<AgingBucket, Money> aging(TenantTx tx, AccountId id) {
        Map<AgingBucket, Money> buckets = new EnumMap<>(AgingBucket.class);
        for (AgingBucket bucket : AgingBucket.values()) {
            buckets.put(bucket, Money.of(0, id.currency()));
        }
        for (AccountItem item : items(tx, id)) {
            Integer days = item.daysLate();
            if (days != null) {
                buckets.merge(AgingBucket.of(days), item.open(), Money::plus);
            }
        }
        return buckets;
    }

    /** The score of the account's largest scored item, whose drivers stand for the account; empty before the first scores. */
    public Optional<Weightiest> score(TenantTx tx, AccountId id) {
        return tx.sql()
                .resultQuery(WEIGHTIEST, id.customerId(), id.currency())
                .fetchOptional()
                .flatMap(row -> scores.of(tx, row.get(0, UUID.class))
                        .map(score -> new Weightiest(row.get(1, String.class), row.get(2, LocalDate.class), score)));
    }

    /** What to do next with the account, and why. */
    public Advice advice(TenantTx tx, AccountId id) {
        return Advice.of(new WorklistQuery().row(tx, id).orElse(null), items(tx, id), tx.businessDate());
    }

    /** Days from today to a day of the scores, weighed by what is open: of the overdue items, or of all where none is. */
    private static String meanDay(String column) {
        return Stream.of("i.open_minor > 0 and i.due_date < a.today", "i.open_minor > 0")
                .map(items -> """
                        (sum(i.open_minor * (s.%1$s - a.today)) filter (where %2$s)
                         / sum(i.open_minor) filter (where %2$s and s.p_late is not null))::int""".formatted(column, items))
                .collect(Collectors.joining(", ", "coalesce(", ")"));
    }

    private static AccountItem item(Record row) {
        String currency = row.get("currency", String.class);
        Integer daysLate = row.get("days_late", Integer.class);
        long disputed = row.get("disputed_minor", long.class);
        return new AccountItem(
                row.get(0, UUID.class),
                row.get(1, UUID.class),
                row.get(2, String.class),
                row.get("invoice_date", LocalDate.class),
                row.get("due_date", LocalDate.class),
                daysLate,
                Money.of(row.get("open_minor", long.class), currency),
                Money.of(disputed, currency),
                status(daysLate, disputed, row.get("promise_status", String.class)),
                row.get("promised_on", LocalDate.class),
                row.get("p50_date", LocalDate.class),
                row.get("or_later", boolean.class),
                row.get("p_late", Double.class));
    }

    private static AccountItem.Status status(@Nullable Integer daysLate, long disputedMinor, @Nullable String promise) {
        if (daysLate == null) {
            return AccountItem.Status.CREDIT_NOTE;
        }
        if (promise != null && PromiseStatus.ofCode(promise).broken()) {
            return AccountItem.Status.PROMISE_BROKEN;
        }
        if (disputedMinor > 0) {
            return AccountItem.Status.DISPUTED;
        }
        if ("open".equals(promise)) {
            return AccountItem.Status.PROMISED;
        }
        if (daysLate == 0) {
            return AccountItem.Status.DUE_TODAY;
        }
        return daysLate > 0 ? AccountItem.Status.LATE : AccountItem.Status.NOT_DUE;
    }

    private static Account account(Record row, String currency) {
        long open = row.get("open_minor", long.class);
        long unapplied = row.get("unapplied_minor", long.class);
        Long limit = row.get("credit_limit_minor", Long.class);
        return new Account(
                row.get("id", UUID.class),
                row.get("number", String.class),
                row.get("name", String.class),
                row.get("country", String.class),
                row.get("segment", String.class),
                row.get("parent_name", String.class),
                row.get("terms", String.class),
                row.get("since", LocalDate.class),
                row.get("preferred_channel", String.class),
                row.get("language", String.class),
                row.get("collector_name", String.class),
                Money.of(open - unapplied, currency),
                Money.of(open, currency),
                Money.of(row.get("overdue_minor", long.class), currency),
                Money.of(row.get("disputed_minor", long.class), currency),
                Money.of(row.get("credit_minor", long.class), currency),
                Money.of(unapplied, currency),
                row.get("invoices", int.class),
                row.get("credit_notes", int.class),
                row.get("overdue_invoices", int.class),
                row.get("oldest_days", Integer.class),
                limit == null ? null : Money.of(limit, currency),
                row.get("credit_used", Integer.class),
                row.get("p_late", Double.class),
                row.get("expected_on", LocalDate.class),
                row.get("or_later", boolean.class),
                row.get("expected_from", LocalDate.class),
                row.get("expected_to", LocalDate.class));
    }
}
