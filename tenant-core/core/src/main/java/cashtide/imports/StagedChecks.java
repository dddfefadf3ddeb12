package cashtide.imports;

import cashtide.intake.Problem;
import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Compares staged rows with what the tenant has, or has waiting: a number that is known with the same content is dropped
 * from the import, with other content it is a problem.
 */
final class StagedChecks {

    private static final int SHOWN_MAX = 1_000;

    /** The tenant's invoices, and those of earlier imports that wait for their day. */
    private static final String KNOWN_INVOICES = """
            (select i.number, c.number as customer_number, i.invoice_date, i.due_date, i.currency::text, i.amount_minor
               from invoice i join customer c on c.tenant_id = i.tenant_id and c.id = i.customer_id
             union all
             select w.number, w.customer_number, w.invoice_date, w.due_date, w.currency::text, w.amount_minor
               from staged_invoice w join import_run r on r.tenant_id = w.tenant_id and r.id = w.run_id
              where r.status = 'done')""";

    private static final String KNOWN_PAYMENTS = """
            (select p.number, c.number as customer_number, p.received_on, p.currency::text, p.amount_minor
               from payment p left join customer c on c.tenant_id = p.tenant_id and c.id = p.customer_id
             union all
             select w.number, w.customer_number, w.received_on, w.currency::text, w.amount_minor
               from staged_payment w join import_run r on r.tenant_id = w.tenant_id and r.id = w.run_id
              where w.payment_id is null and r.status = 'done')""";

    /**
     * A customer whose import was undone and with whom nothing was done since: its number is free for another import, which
     * then takes the customer over.
     */
    static final String FREE_AGAIN = """
        (exists (select from import_run u where u.tenant_id = c.tenant_id and u.id = c.import_run_id and u.status = 'undone')
         and not exists (select from invoice i where i.tenant_id = c.tenant_id and i.customer_id = c.id and i.voided_on is null)
         and not exists (select from payment p where p.tenant_id = c.tenant_id and p.customer_id = c.id and p.reversed_on is null))""";

    private static final String ABOVE_INVOICE = """
            select p.line, p.invoice_number, p.currency, p.paid - i.amount_minor as over_minor
            from (select max(line) as line, invoice_number, currency, sum(amount_minor) as paid from staged_payment
                  where run_id = {0} and invoice_number is not null group by invoice_number, currency) p
            join staged_invoice i on i.run_id = {0} and i.number = p.invoice_number and i.currency = p.currency
            where i.amount_minor > 0 and p.paid > i.amount_minor
            order by p.line
            limit {1}""";

    private final TenantTx tx;
    private final ImportRunId run;

    StagedChecks(TenantTx tx, ImportRunId run) {
        this.tx = tx;
        this.run = run;
    }

    /** Everything that contradicts what is known; to be asked first, since it gathers the statistics that the rest needs. */
    List<Problem> contradictions() {
        // Just written: without statistics the planner takes thousands of rows for one and loops over them.
        tx.sql().execute("set local default_statistics_target = 10");
        tx.sql().execute("analyze staged_customer, staged_invoice, staged_payment");
        List<Problem> problems = new ArrayList<>();
        problems.addAll(problems("customers.csv", "customer_number", "CUSTOMER_DIFFERS", """
                select s.line, s.number, c.name || ', ' || c.currency as known
                from staged_customer s join customer c on c.tenant_id = s.tenant_id and c.number = s.number
                where s.run_id = {0} and (s.name, s.currency) is distinct from (c.name, c.currency)
                  and not %s""".formatted(FREE_AGAIN)));
        problems.addAll(problems("invoices.csv", "invoice_number", "INVOICE_DIFFERS", """
                select s.line, s.number, k.invoice_date || ', ' || k.currency || ' ' || k.amount_minor || ' minor units' as known
                from staged_invoice s join %s k on k.number = s.number
                where s.run_id = {0} and (s.customer_number, s.invoice_date, s.due_date, s.currency::text, s.amount_minor)
                      is distinct from (k.customer_number, k.invoice_date, k.due_date, k.currency, k.amount_minor)""".formatted(KNOWN_INVOICES)));
        problems.addAll(problems("payments.csv", "payment_number", "PAYMENT_DIFFERS", """
                select s.line, s.number, k.received_on || ', ' || k.currency || ' ' || k.amount_minor || ' minor units' as known
                from staged_payment s join %s k on k.number = s.number
                where s.run_id = {0} and (s.customer_number, s.received_on, s.currency::text, s.amount_minor)
                      is distinct from (k.customer_number, k.received_on, k.currency, k.amount_minor)""".formatted(KNOWN_PAYMENTS)));
        return problems;
    }

    /** What goes in, but may not be meant: payments above their invoice. */
    List<Problem> notes() {
        return tx.sql()
                .resultQuery(ABOVE_INVOICE, DSL.val(run.value()), DSL.val(SHOWN_MAX))
                .fetch(row -> new Problem(
                        Problem.Severity.NOTE,
                        "payments.csv",
                        row.get("line", long.class),
                        "amount",
                        "PAID_ABOVE_INVOICE",
                        Money.of(row.get("over_minor", long.class), row.get("currency", String.class)) + " more than "
                                + row.get("invoice_number", String.class),
                        "Nothing to do: it becomes unapplied cash."));
    }

    /** Drops rows that are known with the same content, and says how many they were. */
    long dropUnchanged() {
        long dropped = execute("""
                delete from staged_customer s using customer c
                where s.run_id = {0} and c.tenant_id = s.tenant_id and c.number = s.number and not %s""".formatted(FREE_AGAIN));
        dropped += execute("delete from staged_invoice s using " + KNOWN_INVOICES
                + " k where s.run_id = {0} and k.number = s.number");
        dropped += execute("delete from staged_payment s using " + KNOWN_PAYMENTS
                + " k where s.run_id = {0} and k.number = s.number");
        return dropped;
    }

    private long execute(String sql) {
        return tx.sql().execute(sql, DSL.val(run.value()));
    }

    private List<Problem> problems(String file, String column, String code, String sql) {
        return tx.sql()
                .resultQuery(sql + " order by s.line limit " + SHOWN_MAX, DSL.val(run.value()))
                .fetch(row -> problem(file, column, code, row));
    }

    private static Problem problem(String file, String column, String code, Record row) {
        return new Problem(
                file,
                row.get("line", long.class),
                column,
                code,
                "Known already with other content: " + row.get("number", String.class) + " is "
                        + row.get("known", String.class),
                "Give the row another number, or correct it to what is known.");
    }
}
