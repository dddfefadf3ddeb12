package cashtide.jobs.score;

import static cashtide.contract.PublishedTables.AGING_DAILY;
import static cashtide.contract.PublishedTables.INVOICES;
import static cashtide.contract.PublishedTables.OPEN_ITEMS;
import static cashtide.contract.PublishedTables.PAYMENTS;
import static cashtide.contract.PublishedTables.PAYMENT_APPLICATIONS;

import cashtide.lake.ComputedRows;
import cashtide.lake.Moment;
import cashtide.lake.TenantLake;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The mart {@code aging_daily}: per customer and currency the residuals by bucket of days past due, at the end of each
 * business day that is over. A day is computed once, by what is known when it is computed, and not again; the first time
 * that is ninety days at once.
 */
final class AgingDaily {

    private static final int FIRST_DAYS = 90;
    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(4);
    private static final List<String> BUCKETS =
            List.of("current", "days_1_30", "days_31_60", "days_61_90", "days_over_90", "credits", "unapplied");

    private final Moment moment;
    private final List<Item> items = new ArrayList<>();
    private final List<Item> payments = new ArrayList<>();
    private final Map<String, List<Change>> byItem = new HashMap<>();
    private final Map<String, List<Change>> byPayment = new HashMap<>();
    private final Map<String, LocalDate> voided = new HashMap<>();

    private record Item(
            String id,
            String customer,
            String currency,
            LocalDate from,
            LocalDate due,
            BigDecimal amount,
            boolean credit) {}

    private record Change(LocalDate day, BigDecimal amount) {}

    private record Account(String customer, String currency) {}

    private AgingDaily(Moment moment) {
        this.moment = moment;
    }

    /** Adds the days that ended since the last one in the table, up to the day before the business date. */
    static void append(TenantLake lake, Moment moment, LocalDate businessDate) {
        LocalDate last = lastDay(moment);
        LocalDate first = last == null ? businessDate.minusDays(FIRST_DAYS) : last.plusDays(1);
        LocalDate end = businessDate.minusDays(1);
        if (first.isAfter(end)) {
            return;
        }
        AgingDaily aging = new AgingDaily(moment);
        aging.read();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(end); day = day.plusDays(1)) {
            aging.day(day, rows);
        }
        ComputedRows.append(lake, AGING_DAILY, rows, "aging-" + end, moment.cut());
    }

    private static @Nullable LocalDate lastDay(Moment moment) {
        LocalDate[] last = new LocalDate[1];
        moment.rows(AGING_DAILY, List.of("day"), row -> {
            LocalDate day = (LocalDate) row.get(0);
            last[0] = last[0] == null || day.isAfter(last[0]) ? day : last[0];
        });
        return last[0];
    }

    private void read() {
        moment.rows(INVOICES, List.of("id", "voided_on"), row -> {
            if (row.get(1) != null) {
                voided.put(LakeFacts.text(row, 0), (LocalDate) row.get(1));
            }
        });
        List<String> columns =
                List.of("id", "customer_id", "currency", "invoice_date", "due_date", "amount", "kind", "invoice_id");
        moment.rows(OPEN_ITEMS, columns, row -> {
            Item item = new Item(
                    LakeFacts.text(row, 0),
                    LakeFacts.text(row, 1),
                    LakeFacts.text(row, 2),
                    (LocalDate) row.get(3),
                    (LocalDate) row.get(4),
                    (BigDecimal) row.get(5),
                    "credit_note".equals(row.get(6)));
            items.add(item);
            LocalDate end = voided.get(LakeFacts.text(row, 7));
            if (end != null) {
                // Its applications are taken back by rows of their own; what is left is the item itself.
                change(byItem, item.id(), end, item.amount());
            }
        });
        List<String> applied =
                List.of("open_item_id", "payment_id", "credit_note_item_id", "applied_on", "amount", "discount");
        moment.rows(PAYMENT_APPLICATIONS, applied, row -> {
            LocalDate day = (LocalDate) row.get(3);
            BigDecimal amount = (BigDecimal) row.get(4);
            change(byItem, LakeFacts.text(row, 0), day, amount.add((BigDecimal) row.get(5)));
            if (row.get(1) != null) {
                change(byPayment, LakeFacts.text(row, 1), day, amount);
            }
            if (row.get(2) != null) {
                change(byItem, LakeFacts.text(row, 2), day, amount.negate());
            }
        });
        moment.rows(PAYMENTS, List.of("id", "customer_id", "currency", "received_on", "amount", "reversed_on"), row -> {
            if (row.get(1) != null) {
                String id = LakeFacts.text(row, 0);
                BigDecimal amount = (BigDecimal) row.get(4);
                payments.add(new Item(
                        id,
                        LakeFacts.text(row, 1),
                        LakeFacts.text(row, 2),
                        (LocalDate) row.get(3),
                        (LocalDate) row.get(3),
                        amount,
                        true));
                if (row.get(5) != null) {
                    change(byPayment, id, (LocalDate) row.get(5), amount);
                }
            }
        });
    }

    private void day(LocalDate day, List<Map<String, Object>> rows) {
        Map<Account, BigDecimal[]> accounts = new HashMap<>();
        for (Item item : items) {
            BigDecimal open = left(item, byItem, day);
            if (open.signum() != 0) {
                add(accounts, item, item.credit() ? 5 : bucket(item.due(), day), open);
            }
        }
        for (Item payment : payments) {
            BigDecimal unapplied = left(payment, byPayment, day);
            if (unapplied.signum() != 0) {
                add(accounts, payment, 6, unapplied.negate());
            }
        }
        accounts.forEach((account, buckets) -> {
            Map<String, Object> row = new TreeMap<>();
            row.put("day", day);
            row.put("customer_id", account.customer());
            row.put("currency", account.currency());
            for (int i = 0; i < buckets.length; i++) {
                row.put(BUCKETS.get(i), buckets[i]);
            }
            rows.add(row);
        });
    }

    private static BigDecimal left(Item item, Map<String, List<Change>> changes, LocalDate day) {
        if (item.from().isAfter(day)) {
            return ZERO;
        }
        BigDecimal left = item.amount();
        for (Change change : changes.getOrDefault(item.id(), List.of())) {
            if (!change.day().isAfter(day)) {
                left = left.subtract(change.amount());
            }
        }
        return left;
    }

    private static void add(Map<Account, BigDecimal[]> accounts, Item item, int bucket, BigDecimal amount) {
        BigDecimal[] buckets = accounts.computeIfAbsent(new Account(item.customer(), item.currency()), key -> {
            BigDecimal[] empty = new BigDecimal[BUCKETS.size()];
            java.util.Arrays.fill(empty, ZERO);
            return empty;
        });
        buckets[bucket] = buckets[bucket].add(amount);
    }

    /** 0 for not past due, then 1 to 30, 31 to 60, 61 to 90, more. */
    private static int bucket(LocalDate due, LocalDate day) {
        long pastDue = ChronoUnit.DAYS.between(due, day);
        return pastDue <= 0 ? 0 : pastDue <= 30 ? 1 : pastDue <= 60 ? 2 : pastDue <= 90 ? 3 : 4;
    }

    private static void change(Map<String, List<Change>> changes, String id, LocalDate day, BigDecimal amount) {
        changes.computeIfAbsent(id, key -> new ArrayList<>(1)).add(new Change(day, amount));
    }
}
