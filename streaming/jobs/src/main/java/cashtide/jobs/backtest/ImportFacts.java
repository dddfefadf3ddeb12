package cashtide.jobs.backtest;

import cashtide.intake.CustomerRow;
import cashtide.intake.ImportFile;
import cashtide.intake.ImportFormat;
import cashtide.intake.ImportReader;
import cashtide.intake.ImportSource;
import cashtide.intake.InvoiceRow;
import cashtide.intake.KnownNumbers;
import cashtide.intake.Parsed;
import cashtide.intake.PaymentRow;
import cashtide.intake.Problem;
import cashtide.intake.Problems;
import cashtide.intake.RowSink;
import cashtide.intake.terms.StandardTerms;
import cashtide.intake.terms.UsualTerms;
import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.CustomerFact;
import cashtide.ml.facts.DisputeFact;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An import folder as facts. Rows have dates only, so a day's events are known at its end, unless the file says
 * otherwise. Due dates are those that the import gives them for a new tenant, whose standard terms no business-day
 * convention moves. Credit notes and cash on account are left out and counted: they tell nothing about one invoice.
 */
final class ImportFacts implements RowSink {

    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final int PROBLEMS_TOLD = 20;

    private final History.Builder facts = History.builder("backtest", ZONE);
    private final UsualTerms terms = new UsualTerms(StandardTerms.byCode());
    private final Problems ofTerms = new Problems();
    private final Set<String> invoices = new HashSet<>();
    private LocalDate lastDay = LocalDate.MIN;
    private int creditNotes;
    private int paymentsOnAccount;

    private ImportFacts() {}

    /**
     * @param lastDay the last day on which anything happened
     */
    record Read(History history, LocalDate lastDay, int creditNotes, int paymentsOnAccount) {}

    /** Fails with IllegalArgumentException that lists the first problems when the folder can't be imported. */
    static Read read(Path folder) {
        ImportFacts sink = new ImportFacts();
        try (ImportSource source = ImportSource.open(folder)) {
            if (source.has(ImportFile.INVOICES)) {
                require(folder, source, ImportFile.CUSTOMERS, "invoices name customers that nothing describes. Add it");
                require(
                        folder,
                        source,
                        ImportFile.PAYMENTS,
                        "nothing tells when invoices were paid. Add it; of a business that was never paid its header is"
                                + " enough");
            }
            Parsed parsed = ImportReader.read(source, ImportFormat.STANDARD, KnownNumbers.NOTHING, sink);
            Problems ofFiles = parsed instanceof Parsed.Bad bad ? bad.problems() : new Problems();
            refuse(folder, ofFiles, sink.ofTerms);
        }
        if (sink.invoices.isEmpty()) {
            throw new IllegalArgumentException(folder + " has no invoices");
        }
        return new Read(sink.facts.build(), sink.lastDay, sink.creditNotes, sink.paymentsOnAccount);
    }

    private static void require(Path folder, ImportSource source, ImportFile file, String why) {
        if (!source.has(file)) {
            throw new IllegalArgumentException(folder + " has no " + file.fileName() + ": " + why + ".");
        }
    }

    private static void refuse(Path folder, Problems ofFiles, Problems ofTerms) {
        long count = ofFiles.count() + ofTerms.count();
        if (count > 0) {
            StringBuilder text =
                    new StringBuilder(folder + " has " + (count == 1 ? "1 problem:" : count + " problems:"));
            Stream.concat(ofFiles.kept().stream(), ofTerms.kept().stream())
                    .filter(Problem::blocks)
                    .limit(PROBLEMS_TOLD)
                    .forEach(problem -> text.append('\n').append(line(problem)));
            throw new IllegalArgumentException(text.toString());
        }
    }

    private static String line(Problem problem) {
        return problem.file() + ':' + problem.line() + ' ' + problem.column() + ": " + problem.message() + ". "
                + problem.remedy();
    }

    @Override
    public void customer(CustomerRow row) {
        Integer days = row.termsDays();
        terms.remember(row.number(), row.termsCode(), days);
        facts.customer(
                new CustomerFact(row.number(), row.currency(), row.segment(), row.country(), days == null ? -1 : days));
    }

    @Override
    public void invoice(InvoiceRow row) {
        seen(row.invoiceDate());
        LocalDate due = due(row);
        if (due == null) {
            ofTerms.add(UsualTerms.problem(row));
            return;
        }
        if (row.amountMinor() <= 0) {
            creditNotes++;
            return;
        }
        double amount = major(row.amountMinor(), row.currency());
        invoices.add(row.number());
        facts.invoice(new InvoiceFact(
                row.number(),
                row.customerNumber(),
                row.number(),
                row.invoiceDate(),
                due,
                row.currency(),
                amount,
                known(row.knownAt(), row.invoiceDate())));
        LocalDate disputedOn = row.disputedOn();
        if (disputedOn != null) {
            facts.dispute(
                    new DisputeFact(row.number(), amount, disputedOn, AsOf.knownDuring(disputedOn, ZONE), null, null));
        }
    }

    @Override
    public void payment(PaymentRow row) {
        seen(row.receivedDate());
        String invoice = row.invoiceNumber();
        if (invoice == null || !invoices.contains(invoice)) {
            paymentsOnAccount++;
            return;
        }
        facts.application(new ApplicationFact(
                invoice,
                ApplicationFact.Kind.CASH,
                major(row.amountMinor(), row.currency()),
                row.receivedDate(),
                known(row.knownAt(), row.receivedDate())));
    }

    /** The due date of the file beats the terms; null where neither says one. */
    private @Nullable LocalDate due(InvoiceRow row) {
        if (row.dueDate() != null) {
            return row.dueDate();
        }
        UsualTerms.Chosen chosen = terms.of(row.customerNumber(), row.terms());
        return chosen == null ? null : chosen.due().unadjustedDue(row.invoiceDate());
    }

    private void seen(LocalDate day) {
        if (day.isAfter(lastDay)) {
            lastDay = day;
        }
    }

    private static Instant known(@Nullable Instant knownAt, LocalDate day) {
        return knownAt == null ? AsOf.knownDuring(day, ZONE) : knownAt;
    }

    private static double major(long minor, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return minor / Math.pow(10, digits);
    }
}
