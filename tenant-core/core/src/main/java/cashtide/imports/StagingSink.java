package cashtide.imports;

import cashtide.intake.CustomerRow;
import cashtide.intake.InvoiceRow;
import cashtide.intake.PaymentRow;
import cashtide.intake.Problems;
import cashtide.intake.RowSink;
import cashtide.intake.terms.UsualTerms;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Writes good rows to the staging tables, two thousand in a short transaction, so that no transaction stays open while a
 * file is read; the next two thousand are read meanwhile. (COPY is no way in: PostgreSQL refuses it under row-level
 * security.) For one thread, which closes it.
 */
final class StagingSink implements RowSink, AutoCloseable {

    private static final int CHUNK = 2_000;

    private final Tenants tenants;
    private final Actor actor;
    private final ImportRunId run;
    private final InvoiceDates terms;
    private final Problems problems = new Problems();
    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private Chunk filling = new Chunk();
    private Future<Boolean> writing = CompletableFuture.completedFuture(true);
    private long rows;
    private boolean cancelled;

    private static final class Chunk {
        private final List<CustomerRow> customers = new ArrayList<>();
        private final List<InvoiceRow> invoices = new ArrayList<>();
        private final List<PaymentRow> payments = new ArrayList<>();
        private long rowsDone;

        int size() {
            return customers.size() + invoices.size() + payments.size();
        }
    }

    private record DatedInvoice(InvoiceRow row, InvoiceDates.Dates dates) {}

    StagingSink(Tenants tenants, Actor actor, ImportRunId run, InvoiceDates terms) {
        this.tenants = tenants;
        this.actor = actor;
        this.run = run;
        this.terms = terms;
    }

    /** What only the terms of payment tell: invoices that nothing says when to pay. */
    Problems problems() {
        return problems;
    }

    @Override
    public void customer(CustomerRow row) {
        terms.brought(row);
        filling.customers.add(row);
        flushWhenFull();
    }

    @Override
    public void invoice(InvoiceRow row) {
        filling.invoices.add(row);
        flushWhenFull();
    }

    @Override
    public void payment(PaymentRow row) {
        filling.payments.add(row);
        flushWhenFull();
    }

    @Override
    public boolean goesOn() {
        return !cancelled;
    }

    /** The due date of the file beats the terms; without either the customer's usual terms count. */
    private @Nullable DatedInvoice dated(InvoiceRow row) {
        LocalDate due = row.dueDate();
        String text = row.terms();
        if (due != null) {
            long days = ChronoUnit.DAYS.between(row.invoiceDate(), due);
            return new DatedInvoice(row, new InvoiceDates.Dates(due, null, 0, text == null ? "net " + days : text));
        }
        InvoiceDates.Dates dates =
                terms.dates(row.customerNumber(), text, row.invoiceDate(), Money.of(row.amountMinor(), row.currency()));
        if (dates != null) {
            return new DatedInvoice(row, dates);
        }
        problems.add(UsualTerms.problem(row));
        return null;
    }

    private void flushWhenFull() {
        rows++;
        if (filling.size() >= CHUNK) {
            hand();
        }
    }

    /** Writes what is held and waits for it; called once more at the end. */
    void flush() {
        hand();
        await();
    }

    /** Waits for what is being written: rows that came after the run was given up would stay behind. */
    @Override
    public void close() {
        writer.close();
    }

    /** One chunk is written while the next is filled; a third would wait here. */
    private void hand() {
        await();
        Chunk full = filling;
        full.rowsDone = rows;
        filling = new Chunk();
        writing = writer.submit(() -> write(full));
    }

    private void await() {
        try {
            cancelled |= !writing.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while staging an import", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** Says whether to go on. */
    private boolean write(Chunk chunk) {
        return tenants.inTx(actor, tx -> {
            writeCustomers(tx, chunk.customers);
            writeInvoices(tx, chunk.invoices);
            writePayments(tx, chunk.payments);
            return Boolean.FALSE.equals(tx.sql()
                    .resultQuery(
                            "update import_run set rows_done = {0} where id = {1} returning cancel_requested",
                            DSL.val(chunk.rowsDone), DSL.val(run.value()))
                    .fetchSingle(0, Boolean.class));
        });
    }

    private void writeCustomers(TenantTx tx, List<CustomerRow> customers) {
        if (customers.isEmpty()) {
            return;
        }
        tx.sql()
                .execute(
                        """
                insert into staged_customer (tenant_id, run_id, line, number, name, segment, currency, terms_code,
                                             terms_days, country, parent_number, contact_email)
                select {0}, {1}, * from unnest({2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11})""",
                        DSL.val(tx.tenantId().value()),
                        DSL.val(run.value()),
                        longs(customers, CustomerRow::line),
                        texts(customers, CustomerRow::number),
                        texts(customers, CustomerRow::name),
                        texts(customers, CustomerRow::segment),
                        texts(customers, CustomerRow::currency),
                        texts(customers, CustomerRow::termsCode),
                        DSL.val(customers.stream().map(CustomerRow::termsDays).toArray(Integer[]::new)),
                        texts(customers, CustomerRow::country),
                        texts(customers, CustomerRow::parent),
                        texts(customers, CustomerRow::contactEmail));
    }

    private void writeInvoices(TenantTx tx, List<InvoiceRow> invoices) {
        if (invoices.isEmpty()) {
            return;
        }
        terms.lookUp(tx, invoices.stream().map(InvoiceRow::customerNumber).toList());
        List<DatedInvoice> dated =
                invoices.stream().map(this::dated).filter(Objects::nonNull).toList();
        tx.sql()
                .execute(
                        """
                        insert into staged_invoice (tenant_id, run_id, line, number, customer_number, invoice_date, due_date, terms,
                                                    currency, amount_minor, tax_minor, reference, disputed_on, known_at, discount_date,
                                                    discount_minor)
                        select {0}, {1}, * from unnest({2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13}, {14}, {15})""",
                        DSL.val(tx.tenantId().value()),
                        DSL.val(run.value()),
                        longs(dated, i -> i.row().line()),
                        texts(dated, i -> i.row().number()),
                        texts(dated, i -> i.row().customerNumber()),
                        days(dated, i -> i.row().invoiceDate()),
                        days(dated, i -> i.dates().due()),
                        texts(dated, i -> i.dates().terms()),
                        texts(dated, i -> i.row().currency()),
                        longs(dated, i -> i.row().amountMinor()),
                        longs(dated, i -> i.row().taxMinor()),
                        texts(dated, i -> i.row().reference()),
                        days(dated, i -> i.row().disputedOn()),
                        moments(dated, i -> i.row().knownAt()),
                        days(dated, i -> i.dates().discountDate()),
                        longs(dated, i -> i.dates().discountMinor()));
    }

    private void writePayments(TenantTx tx, List<PaymentRow> payments) {
        if (payments.isEmpty()) {
            return;
        }
        tx.sql()
                .execute(
                        """
                insert into staged_payment (tenant_id, run_id, line, number, customer_number, invoice_number, received_on,
                                            currency, amount_minor, method, reference, known_at)
                select {0}, {1}, * from unnest({2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11})""",
                        DSL.val(tx.tenantId().value()),
                        DSL.val(run.value()),
                        longs(payments, PaymentRow::line),
                        texts(payments, PaymentRow::number),
                        texts(payments, PaymentRow::customerNumber),
                        texts(payments, PaymentRow::invoiceNumber),
                        days(payments, PaymentRow::receivedDate),
                        texts(payments, PaymentRow::currency),
                        longs(payments, PaymentRow::amountMinor),
                        texts(payments, PaymentRow::method),
                        texts(payments, PaymentRow::reference),
                        moments(payments, PaymentRow::knownAt));
    }

    private static <R> Field<Long[]> longs(List<R> rows, Function<R, Long> column) {
        return DSL.val(rows.stream().map(column).toArray(Long[]::new));
    }

    private static <R> Field<String[]> texts(List<R> rows, Function<R, @Nullable String> column) {
        return DSL.val(rows.stream().map(column).toArray(String[]::new));
    }

    private static <R> Field<LocalDate[]> days(List<R> rows, Function<R, @Nullable LocalDate> column) {
        return DSL.val(rows.stream().map(column).toArray(LocalDate[]::new));
    }

    private static <R> Field<OffsetDateTime[]> moments(List<R> rows, Function<R, @Nullable Instant> column) {
        return DSL.val(rows.stream()
                .map(row -> {
                    Instant moment = column.apply(row);
                    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
                })
                .toArray(OffsetDateTime[]::new));
    }
}
