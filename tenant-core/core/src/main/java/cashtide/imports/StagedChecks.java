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
            (select i.number, c.number as customer_number, i.invoice_date, i.due_date, i.currency::text, i.amount_minor, i.tax_minor,
                    i.reference
               from invoice i join customer c on c.tenant_id = i.tenant_id and c.id = i.customer_id
             union all
             select w.number, w.customer_number, w.invoice_date, w.due_date, w.currency::text, w.amount_minor, w.tax_minor,
                    w.reference
               from staged_invoice w join import_run r on r.tenant_id = w.tenant_id and r.id = w.run_id
              where w.item_id is null and r.status = 'done')""";

    private static final String KNOWN_PAYMENTS = """
            (select p.id, p.number, c.number as customer_number, p.received_on, p.currency::text, p.amount_minor, p.method,
                    p.reference, w.invoice_number
               from payment p
               left join customer c on c.tenant_id = p.tenant_id and c.id = p.customer_id
               left join staged_payment w on w.tenant_id = p.tenant_id and w.payment_id = p.id
             union all
             select null, w.number, w.customer_number, w.received_on, w.currency::text, w.amount_minor, w.method,
                    w.reference, w.invoice_number
               from staged_payment w join import_run r on r.tenant_id = w.tenant_id and r.id = w.run_id
              where w.payment_id is null and r.status = 'done')""";

    /** What a row leaves empty is no other content; a method that it leaves empty is the usual one. */
    private static final String OTHER_CUSTOMER = """
            ((s.name, s.currency) is distinct from (c.name, c.currency)
             or s.segment <> coalesce(c.segment, '') or s.country <> coalesce(c.country, '')
             or s.terms_code <> coalesce(c.terms_code, '') or s.terms_days <> coalesce(c.terms_days, -1)
             or s.parent_number <> coalesce((select p.number from customer p
                                             where p.tenant_id = c.tenant_id and p.id = c.parent_id), ''))""";

    private static final String OTHER_INVOICE = """
            ((s.customer_number, s.invoice_date, s.due_date, s.currency::text, s.amount_minor)
               is distinct from (k.customer_number, k.invoice_date, k.due_date, k.currency, k.amount_minor)
             or (s.tax_minor <> 0 and s.tax_minor <> k.tax_minor) or s.reference <> coalesce(k.reference, ''))""";

    /** A payment that was applied says which invoice its row named, one that was not says nothing. */
    private static final String OTHER_PAYMENT = """
            ((s.customer_number, s.received_on, s.currency::text, s.amount_minor)
               is distinct from (k.customer_number, k.received_on, k.currency, k.amount_minor)
             or (s.method <> 'bank_transfer' and s.method <> k.method) or s.reference <> coalesce(k.reference, '')
             or s.invoice_number <> k.invoice_number
             or s.invoice_number <> (select min(i.number) from payment_application a
                                     join invoice i on i.tenant_id = a.tenant_id and i.id = a.invoice_id
                                     where a.tenant_id = s.tenant_id and a.payment_id = k.id and a.evidence = 'import'
                                       and a.reverses_id is null))""";

    /**
     * A customer whose import was undone and with whom nothing was done since: its number is free for another import, which
     * then takes the customer over.
     */
    static final String FREE_AGAIN = """
        (exists (select from import_run u where u.tenant_id = c.tenant_id and u.id = c.import_run_id and u.status = 'undone')
         and not exists (select from invoice i where i.tenant_id = c.tenant_id and i.customer_id = c.id and i.voided_on is null)
         and not exists (select from payment p where p.tenant_id = c.tenant_id and p.customer_id = c.id and p.reversed_on is null))""";

    /** Payments of invoices of the files, or of what is open of invoices that were there before; of a credit note nothing is. */
    private static final String ABOVE_INVOICE = """
            with paid as (
              select max(line) as line, invoice_number, currency, sum(amount_minor) as minor from staged_payment s
              where run_id = {0} and invoice_number is not null
                and not exists (select from payment k where k.tenant_id = s.tenant_id and k.number = s.number)
              group by invoice_number, currency
            ), known as (
              select k.number, sum(o.open_minor) as open_minor
              from invoice k join open_item o on o.tenant_id = k.tenant_id and o.invoice_id = k.id
              where k.number in (select invoice_number from paid) group by k.number
            )
            select p.line, p.invoice_number, p.currency,
                   (p.minor - greatest(coalesce(k.open_minor, i.amount_minor), 0))::bigint as over_minor
            from paid p
            left join known k on k.number = p.invoice_number
            left join staged_invoice i on i.run_id = {0} and i.number = p.invoice_number
            where p.minor > greatest(coalesce(k.open_minor, i.amount_minor, p.minor), 0)
            order by p.line
            limit {1}""";

    /** Parents as they would be: up to ten steps from each customer of the files until one comes to himself. */
    private static final String OWN_ANCESTOR = """
            with recursive parent as (
              select number, parent_number from staged_customer where run_id = {0} and parent_number is not null
              union all
              select c.number, p.number from customer c join customer p on p.tenant_id = c.tenant_id and p.id = c.parent_id
              where not exists (select from staged_customer s
                                where s.run_id = {0} and s.number = c.number and s.parent_number is not null)
            ), above as (
              select line, number, parent_number as at, 1 as steps from staged_customer
              where run_id = {0} and parent_number is not null
              union all
              select a.line, a.number, p.parent_number, a.steps + 1 from above a join parent p on p.number = a.at
              where a.at <> a.number and a.steps < 10
            )
            select line, number from above where at = number and steps > 1 order by line limit {1}""";

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
        problems.addAll(problems(
                "customers.csv", "customer_number", "CUSTOMER_DIFFERS", """
                select s.line, s.number, concat_ws(', ', c.name, c.currency, c.segment, c.country, c.terms_code,
                       'net ' || c.terms_days, 'of ' || (select p.number from customer p
                                                         where p.tenant_id = c.tenant_id and p.id = c.parent_id)) as known
                from staged_customer s join customer c on c.tenant_id = s.tenant_id and c.number = s.number
                where s.run_id = {0} and %s and not %s""".formatted(OTHER_CUSTOMER, FREE_AGAIN)));
        problems.addAll(problems(
                "invoices.csv", "invoice_number", "INVOICE_DIFFERS", """
                select s.line, s.number, concat_ws(', ', k.customer_number, k.invoice_date, 'due ' || k.due_date,
                       k.currency || ' ' || k.amount_minor || ' minor units', k.reference) as known
                from staged_invoice s join %s k on k.number = s.number
                where s.run_id = {0} and %s""".formatted(KNOWN_INVOICES, OTHER_INVOICE)));
        problems.addAll(problems(
                "payments.csv", "payment_number", "PAYMENT_DIFFERS", """
                select s.line, s.number, concat_ws(', ', k.customer_number, k.received_on,
                       k.currency || ' ' || k.amount_minor || ' minor units', k.method, k.reference, k.invoice_number) as known
                from staged_payment s join %s k on k.number = s.number
                where s.run_id = {0} and %s""".formatted(KNOWN_PAYMENTS, OTHER_PAYMENT)));
        problems.addAll(tx.sql()
                .resultQuery(OWN_ANCESTOR, DSL.val(run.value()), DSL.val(SHOWN_MAX))
                .fetch(row -> new Problem(
                        "customers.csv",
                        row.get("line", long.class),
                        "parent",
                        "PARENT_ITSELF",
                        "Is its own parent by way of others: " + row.get("number", String.class),
                        "Leave the parent of one of them empty.")));
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
