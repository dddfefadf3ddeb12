package cashtide.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * An invented business: customers with habits, what they were invoiced up to a day, and what they had paid by then. The
 * same profile, seed and day give the same bytes.
 */
public final class DemoBusiness {

    /** What a month sells compared with the mean: weak summers, strong autumns. */
    private static final double[] SEASON = {0.86, 0.92, 1.08, 1.0, 0.98, 1.04, 0.9, 0.78, 1.1, 1.16, 1.18, 1.0};

    /** Days within which a credit note is used up. */
    private static final int CREDIT_DAYS = 75;

    private record Invoice(
            String number,
            DemoCustomer customer,
            LocalDate issuedOn,
            LocalDate dueOn,
            long amountMinor,
            long taxMinor,
            boolean disputed) {}

    private record Payment(
            LocalDate receivedOn, DemoCustomer customer, String invoiceNumber, long amountMinor, String method) {}

    private final DemoProfile profile;
    private final LocalDate asOf;
    private final SplittableRandom random;
    private final List<DemoCustomer> customers;
    private final List<Invoice> invoices = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private final List<DemoCollector.OpenItem> open = new ArrayList<>();

    private DemoBusiness(DemoProfile profile, long seed, LocalDate asOf) {
        this.profile = profile;
        this.asOf = asOf;
        this.random = new SplittableRandom(seed);
        this.customers = new DemoCustomers(profile, asOf, random.split()).draw();
        issue();
        pay();
    }

    /** Draws a business that has traded up to and including a day. */
    public static DemoBusiness of(DemoProfile profile, long seed, LocalDate asOf) {
        return new DemoBusiness(profile, seed, asOf);
    }

    /** Writes customers.csv, invoices.csv and payments.csv, in the format of docs/import-format.md. */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            writeCustomers(folder.resolve("customers.csv"));
            writeInvoices(folder.resolve("invoices.csv"));
            writePayments(folder.resolve("payments.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the demo files to " + folder, e);
        }
    }

    /** What its collectors noted in the last weeks. */
    public DemoEvents events() {
        return new DemoCollector(asOf, random.split()).note(open);
    }

    private void issue() {
        LocalDate start = asOf.minusMonths(profile.months()).plusDays(1);
        for (DemoCustomer customer : customers) {
            for (int month = 0; month < profile.months(); month++) {
                LocalDate from = start.plusMonths(month);
                double mean = customer.invoicesPerMonth() * SEASON[from.getMonthValue() - 1];
                int count = DemoRandom.count(mean, random);
                for (int i = 0; i < count; i++) {
                    LocalDate day = workday(from.plusDays(random.nextInt(from.lengthOfMonth())));
                    if (customer.isSupplied(day)) {
                        issueOne(customer, day);
                    }
                }
            }
        }
        invoices.removeIf(invoice -> invoice.issuedOn().isAfter(asOf));
        invoices.sort(Comparator.comparing(Invoice::issuedOn)
                .thenComparing(invoice -> invoice.customer().number())
                .thenComparing(Invoice::amountMinor));
        int[] counters = new int[4000];
        invoices.replaceAll(
                invoice -> numbered(invoice, ++counters[invoice.issuedOn().getYear()]));
    }

    private void issueOne(DemoCustomer customer, LocalDate day) {
        long net = Math.max(2_000, Math.round(DemoRandom.logNormal(customer.medianAmountMinor(), 0.75, random)));
        // Credit notes of before are used up, and the files have open ones only: one is a part of what an invoice is.
        boolean credit = random.nextDouble() < 0.03 && day.isAfter(asOf.minusDays(CREDIT_DAYS));
        if (credit) {
            net = net * (5 + random.nextInt(25)) / 100;
        }
        boolean taxed = customer.country().equals("DE");
        long tax = taxed ? Math.round(net * 0.19) : 0;
        long sign = credit ? -1 : 1;
        boolean disputed = !credit && random.nextDouble() < customer.disputeShare();
        LocalDate due = credit ? day : day.plusDays(customer.terms().days());
        invoices.add(new Invoice("", customer, day, due, sign * (net + tax), sign * tax, disputed));
    }

    private Invoice numbered(Invoice invoice, int count) {
        String series = invoice.amountMinor() < 0 ? "GS" : profile.prefix();
        String number = String.format(
                Locale.ROOT, "%s-%d-%05d", series, invoice.issuedOn().getYear(), count);
        return new Invoice(
                number,
                invoice.customer(),
                invoice.issuedOn(),
                invoice.dueOn(),
                invoice.amountMinor(),
                invoice.taxMinor(),
                invoice.disputed());
    }

    private void pay() {
        for (Invoice invoice : invoices) {
            if (invoice.amountMinor() < 0) {
                continue;
            }
            long left = invoice.amountMinor() - paidBy(invoice);
            if (left > 0) {
                open.add(new DemoCollector.OpenItem(
                        invoice.customer(), invoice.number(), invoice.dueOn(), left, invoice.disputed()));
            }
        }
        payments.sort(Comparator.comparing(Payment::receivedOn)
                .thenComparing(payment -> payment.customer().number())
                .thenComparing(Payment::invoiceNumber));
    }

    /** Adds the payments of an invoice that had arrived by the day; what of them was applied to it, in minor units. */
    private long paidBy(Invoice invoice) {
        DemoCustomer customer = invoice.customer();
        LocalDate paid = customer.paysOn(invoice.dueOn(), invoice.issuedOn(), asOf, invoice.disputed(), random);
        if (paid.isAfter(asOf)) {
            return 0;
        }
        if (random.nextDouble() < customer.partShare()) {
            long first = invoice.amountMinor() * (40 + random.nextInt(35)) / 100;
            add(paid, invoice, first);
            LocalDate rest = customer.run().next(paid.plusDays(14 + random.nextInt(30)));
            if (rest.isAfter(asOf)) {
                return first;
            }
            add(rest, invoice, invoice.amountMinor() - first);
            return invoice.amountMinor();
        }
        long extra = random.nextDouble() < 0.004 ? 1_000 + random.nextInt(20_000) : 0;
        add(paid, invoice, invoice.amountMinor() + extra);
        return invoice.amountMinor();
    }

    private void add(LocalDate day, Invoice invoice, long amountMinor) {
        String method = random.nextDouble() < 0.9 ? "bank_transfer" : "direct_debit";
        payments.add(new Payment(day, invoice.customer(), invoice.number(), amountMinor, method));
    }

    private static LocalDate workday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.minusDays(1);
            case SUNDAY -> day.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
    }

    private void writeCustomers(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("customer_number,name,segment,currency,terms_code,terms_days,country,contact_email\n");
            for (DemoCustomer c : customers) {
                line(
                        out,
                        c.number(),
                        quoted(c.name()),
                        c.segment(),
                        c.currency(),
                        c.terms().code(),
                        Integer.toString(c.terms().days()),
                        c.country(),
                        "ap@" + c.number().toLowerCase(Locale.ROOT) + ".example");
            }
        }
    }

    private void writeInvoices(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("invoice_number,customer_number,invoice_date,due_date,currency,amount,tax,reference\n");
            for (Invoice i : invoices) {
                line(
                        out,
                        i.number(),
                        i.customer().number(),
                        i.issuedOn().toString(),
                        i.dueOn().toString(),
                        i.customer().currency(),
                        major(i.amountMinor()),
                        major(i.taxMinor()),
                        "PO-" + (40_000 + Math.floorMod(i.number().hashCode(), 50_000)));
            }
        }
    }

    private void writePayments(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("payment_number,received_date,customer_number,invoice_number,currency,amount,method\n");
            int count = 0;
            for (Payment p : payments) {
                line(
                        out,
                        String.format(Locale.ROOT, "PAY-%06d", ++count),
                        p.receivedOn().toString(),
                        p.customer().number(),
                        p.invoiceNumber(),
                        p.customer().currency(),
                        major(p.amountMinor()),
                        p.method());
            }
        }
    }

    private static void line(Writer out, String... fields) throws IOException {
        out.write(String.join(",", fields));
        out.write('\n');
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String major(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    /** Whether money can arrive on the day. */
    static boolean isWorkday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
