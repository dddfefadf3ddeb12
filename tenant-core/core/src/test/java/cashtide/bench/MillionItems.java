package cashtide.bench;

import cashtide.fixture.TestDatabase;
import cashtide.tenant.Actor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills a tenant with 50,000 customers, 1,000,000 open items, the 1,000,000 settled ones before them, and a score for every
 * open one. Written past the use cases, triggers and keys: only what the queries read is there.
 */
final class MillionItems {

    static final String DAY = "2026-03-31";
    static final int CUSTOMERS = 50_000;
    static final int ITEMS = 1_000_000;

    private static final String FILL = """
        set session_replication_role = replica;
        insert into customer (tenant_id, id, number, name, currency, collector_id, known_at)
        select '%1$s', ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'C' || n, 'Customer ' || n, 'EUR',
          ('00000000-0000-7000-8000-' || lpad(to_hex(n %% 20), 12, 'c'))::uuid, now()
        from generate_series(1, %2$d) n;
        create temporary table item as
        select n, uuidv7() as id, uuidv7() as invoice_id,
          ('00000000-0000-7000-8000-' || lpad(to_hex(1 + (n * 7919::bigint) %% %2$d), 12, '0'))::uuid as customer_id,
          date '%4$s' - (n * 31::bigint %% 200)::int + 25 as due_date, 100 + n as amount_minor,
          case when n %% 10 = 0 then 'USD' else 'EUR' end as currency
        from generate_series(1, %3$d) n;
        insert into invoice (tenant_id, id, kind, number, customer_id, invoice_date, due_date, terms, currency, amount_minor, known_at)
        select '%1$s', invoice_id, 'invoice', 'R' || n, customer_id, due_date - 30, due_date, 'net 30', currency, amount_minor, due_date - 30
        from item;
        insert into open_item (tenant_id, id, invoice_id, kind, number, customer_id, invoice_date, due_date, currency,
          amount_minor, open_minor, known_at)
        select '%1$s', id, invoice_id, 'invoice', 'R' || n, customer_id, due_date - 30, due_date, currency, amount_minor,
          amount_minor, due_date - 30 from item;
        insert into open_item (tenant_id, id, invoice_id, kind, number, customer_id, invoice_date, due_date, currency,
          amount_minor, open_minor, settled_on, known_at)
        select '%1$s', uuidv7(), uuidv7(), 'invoice', 'S' || n, customer_id, due_date - 430, due_date - 400, currency, amount_minor, 0,
          due_date - 400 + n %% 40, due_date - 430 from item;
        insert into invoice_score (tenant_id, invoice_id, run_id, as_of, p_late, p_late30, p10_date, p50_date, p90_date,
          expected_days_late, week_probability, evidence, little_evidence, reasons)
        select '%1$s', invoice_id, '%1$s', date '%4$s', 0.2 + (n %% 60) / 100.0, (n %% 20) / 100.0, due_date - 5, due_date + n %% 30,
          due_date + 60, n %% 30, array_fill(0.07::float8, array[13]), 12, false, '[]' from item;
        insert into payment (tenant_id, id, number, customer_id, received_on, currency, amount_minor, unapplied_minor, known_at)
        select '%1$s', uuidv7(), 'P' || n, customer_id, due_date - 400, currency, amount_minor, case when n %% 50 = 0 then amount_minor else 0 end,
          due_date - 400 from item where n %% 4 = 0;
        vacuum analyze customer;
        vacuum analyze invoice;
        vacuum analyze open_item;
        vacuum analyze payment;
        vacuum analyze invoice_score\
        """;

    private MillionItems() {}

    static void fill(TestDatabase database, Actor actor) throws SQLException {
        try (Connection superuser = database.superuser();
                Statement statement = superuser.createStatement()) {
            for (String step :
                    FILL.formatted(actor.tenantId(), CUSTOMERS, ITEMS, DAY).split(";")) {
                statement.execute(step);
            }
        }
    }
}
