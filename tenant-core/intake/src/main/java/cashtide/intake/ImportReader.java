package cashtide.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an import, row by row, and checks it: every value, every number only once, every reference to a customer or an
 * invoice. Good rows go to the sink as they are read; whether they may be kept is known when {@link #read} answers.
 * Memory holds numbers and currencies, not rows, and of these no more than {@link ImportFile#rowsMax()}.
 */
public final class ImportReader {

    private static final Set<String> METHODS =
            new TreeSet<>(List.of("bank_transfer", "direct_debit", "card", "check", "cash", "other"));

    private final ImportSource source;
    private final ImportFormat format;
    private final KnownNumbers known;
    private final Problems problems = new Problems();
    private final Numbers<Boolean> customers = new Numbers<>();
    private final Numbers<Currency> invoices = new Numbers<>();
    private final Numbers<Boolean> payments = new Numbers<>();
    private final Map<String, Long> parents = new HashMap<>();
    private final Map<ImportFile, Long> counts = new EnumMap<>(ImportFile.class);
    private Set<String> knownCustomers = Set.of();
    private Map<String, Currency> knownInvoices = Map.of();
    private boolean stopped;

    private ImportReader(ImportSource source, ImportFormat format, KnownNumbers known) {
        this.source = source;
        this.format = format;
        this.known = known;
    }

    /**
     * Reads all files of an import. A file that is not there counts as empty.
     *
     * @throws UncheckedIOException when the machine fails, as opposed to the files
     */
    public static Parsed read(ImportSource source, ImportFormat format, KnownNumbers known, RowSink sink) {
        return new ImportReader(source, format, known).readAll(sink);
    }

    private Parsed readAll(RowSink sink) {
        source.problems().kept().forEach(problems::add);
        file(ImportFile.CUSTOMERS, block -> {}, fields -> customer(fields, sink));
        if (!stopped) {
            checkParents();
        }
        file(ImportFile.INVOICES, this::lookUpCustomers, fields -> invoice(fields, sink));
        file(ImportFile.PAYMENTS, this::lookUp, fields -> payment(fields, sink));
        if (stopped) {
            return new Parsed.Stopped();
        }
        Parsed.Counts read =
                new Parsed.Counts(read(ImportFile.CUSTOMERS), read(ImportFile.INVOICES), read(ImportFile.PAYMENTS));
        return problems.none() ? new Parsed.Ok(read, problems.kept()) : new Parsed.Bad(read, problems);
    }

    private void checkParents() {
        Set<String> elsewhere = new HashSet<>(parents.keySet());
        elsewhere.removeIf(customers::containsKey);
        Set<String> found = elsewhere.isEmpty() ? Set.of() : known.customers(elsewhere);
        elsewhere.removeAll(found);
        parents.forEach((parent, line) -> {
            if (elsewhere.contains(parent)) {
                problems.add(new Problem(
                        ImportFile.CUSTOMERS.fileName(),
                        line,
                        "parent",
                        "CUSTOMER_UNKNOWN",
                        "No such customer: " + parent,
                        "Add the parent to customers.csv."));
            }
        });
    }

    /** Looks up what a block of payments refers to and the files don't bring. */
    private void lookUp(List<Fields> block) {
        lookUpCustomers(block);
        Set<String> elsewhere = elsewhere(block, "invoice_number", invoices);
        knownInvoices = elsewhere.isEmpty() ? Map.of() : known.invoices(elsewhere);
    }

    private void lookUpCustomers(List<Fields> block) {
        Set<String> elsewhere = elsewhere(block, "customer_number", customers);
        knownCustomers = elsewhere.isEmpty() ? Set.of() : known.customers(elsewhere);
    }

    private static Set<String> elsewhere(List<Fields> block, String column, Numbers<?> here) {
        Set<String> numbers = new HashSet<>();
        for (Fields fields : block) {
            String number = fields.glance(column);
            if (!number.isEmpty() && !here.containsKey(number)) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private void file(ImportFile file, Consumer<List<Fields>> ahead, Consumer<Fields> row) {
        if (stopped || !source.has(file)) {
            return;
        }
        CsvFile.Rows rows = new CsvFile.Rows() {
            @Override
            public void ahead(List<Fields> block) {
                ahead.accept(block);
            }

            @Override
            public boolean row(Fields fields) {
                if (counts.merge(file, 1L, Long::sum) > file.rowsMax()) {
                    tooMany(file, fields.line());
                    return false;
                }
                row.accept(fields);
                return !stopped;
            }
        };
        try (InputStream bytes = source.bytes(file)) {
            new CsvFile(file, format, problems).read(bytes, rows);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.fileName(), e);
        }
    }

    private void tooMany(ImportFile file, long line) {
        problems.add(new Problem(
                file.fileName(),
                line,
                "",
                "ROWS_MAX",
                "More than " + file.rowsMax() + " rows",
                file == ImportFile.CUSTOMERS ? "Split the file." : "Split the import by date."));
    }

    private void customer(Fields fields, RowSink sink) {
        String number = fields.required("customer_number");
        once(fields, "customer_number", number, customers.putIfAbsent(number, true) == null);
        Currency currency = fields.currency();
        String parent = fields.optional("parent");
        if (parent != null) {
            parents.putIfAbsent(parent, fields.line());
            if (parent.equals(number)) {
                fields.refuse(
                        "parent", "PARENT_ITSELF", "Is its own parent: " + parent, "Name another or leave it empty.");
            }
        }
        CustomerRow row = new CustomerRow(
                fields.line(),
                number,
                fields.required("name"),
                fields.optional("segment"),
                code(currency),
                fields.optional("terms_code"),
                fields.days("terms_days"),
                fields.country("country"),
                parent,
                fields.email("contact_email"));
        if (fields.good()) {
            sink.customer(row);
        }
        goOn(sink);
    }

    private void invoice(Fields fields, RowSink sink) {
        String number = fields.required("invoice_number");
        Currency currency = fields.currency();
        boolean first = !invoices.containsKey(number);
        if (currency != null) {
            invoices.putIfAbsent(number, currency);
        }
        once(fields, "invoice_number", number, first);
        LocalDate day = fields.requiredDay("invoice_date", format);
        LocalDate due = fields.optionalDay("due_date", format);
        if (due != null && fields.good() && due.isBefore(day)) {
            fields.refuse("due_date", "DUE_BEFORE_INVOICE", "Due before the invoice date: " + due, "Check both dates.");
        }
        fields.required("amount");
        long amount = fields.amount("amount", currency, format);
        if (amount == 0 && fields.good()) {
            fields.refuse("amount", "AMOUNT_ZERO", "An invoice over nothing", "Leave the row out.");
        }
        long tax = fields.amount("tax", currency, format);
        if (fields.good() && (Long.signum(tax) == -Long.signum(amount) || Math.abs(tax) > Math.abs(amount))) {
            fields.refuse(
                    "tax", "TAX", "More than the amount, or of the other sign", "Write the tax within the amount.");
        }
        InvoiceRow row = new InvoiceRow(
                fields.line(),
                number,
                customerOf(fields),
                day,
                due,
                code(currency),
                amount,
                tax,
                fields.optionalDay("disputed", format),
                fields.optional("terms"),
                fields.optional("reference"),
                fields.moment("known_at"));
        if (fields.good()) {
            sink.invoice(row);
        }
        goOn(sink);
    }

    private void payment(Fields fields, RowSink sink) {
        String number = fields.required("payment_number");
        once(fields, "payment_number", number, payments.putIfAbsent(number, true) == null);
        Currency currency = fields.currency();
        fields.required("amount");
        long amount = fields.amount("amount", currency, format);
        if (amount <= 0 && fields.good()) {
            fields.refuse(
                    "amount",
                    "AMOUNT_NOT_POSITIVE",
                    "A payment must be above zero",
                    "Write a reversal as a correction.");
        }
        PaymentRow row = new PaymentRow(
                fields.line(),
                number,
                fields.requiredDay("received_date", format),
                customerOf(fields),
                invoiceOf(fields, currency),
                code(currency),
                amount,
                fields.oneOf("method", METHODS, "bank_transfer"),
                fields.optional("reference"),
                fields.moment("known_at"));
        if (fields.good()) {
            sink.payment(row);
        }
        goOn(sink);
    }

    private String customerOf(Fields fields) {
        String number = fields.required("customer_number");
        if (!number.isEmpty() && !knowsCustomer(number)) {
            fields.refuse(
                    "customer_number", "CUSTOMER_UNKNOWN", "No such customer: " + number, "Add it to customers.csv.");
        }
        return number;
    }

    private @Nullable String invoiceOf(Fields fields, @Nullable Currency currency) {
        String number = fields.optional("invoice_number");
        if (number == null) {
            return null;
        }
        Currency here = invoices.get(number);
        Currency invoiced = here == null ? knownInvoices.get(number) : here;
        if (invoiced == null) {
            fields.refuse(
                    "invoice_number",
                    "INVOICE_UNKNOWN",
                    "No such invoice: " + number,
                    "Add it to invoices.csv, or leave the field empty for cash on account.");
        } else if (currency != null && !invoiced.equals(currency)) {
            fields.refuse(
                    "currency",
                    "CURRENCY_DIFFERS",
                    "Paid in " + currency + ", invoiced in " + invoiced,
                    "Leave the invoice number empty and apply it by hand.");
        }
        return number;
    }

    private long read(ImportFile file) {
        return counts.getOrDefault(file, 0L);
    }

    private boolean knowsCustomer(String number) {
        return customers.containsKey(number) || knownCustomers.contains(number);
    }

    private void once(Fields fields, String column, String number, boolean first) {
        if (!first && !number.isEmpty()) {
            fields.refuse(column, "NUMBER_TWICE", "The number is there twice: " + number, "Leave one of the rows in.");
        }
    }

    private void goOn(RowSink sink) {
        if (!sink.goesOn()) {
            stopped = true;
        }
    }

    private static String code(@Nullable Currency currency) {
        return currency == null ? "" : currency.getCurrencyCode();
    }
}
