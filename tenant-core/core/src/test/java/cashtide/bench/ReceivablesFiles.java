package cashtide.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Writes import files of any size, always the same: customers, two years of invoices, and a payment for each of them, of
 * which one in fifteen is short and one in twenty is on account.
 */
public final class ReceivablesFiles {

    private static final LocalDate FIRST_DAY = LocalDate.parse("2024-03-01");

    private ReceivablesFiles() {}

    /** Writes the three files into the folder. */
    public static void write(Path folder, int customers, int invoices, int payments) throws IOException {
        Files.createDirectories(folder);
        lines(folder.resolve("customers.csv"), out -> {
            out.println("customer_number,name,currency,segment,terms_days,country,contact_email");
            for (int n = 1; n <= customers; n++) {
                out.println("C" + n + ",Customer " + n + " GmbH,EUR,S" + n % 5 + ",30,DE,ap@c" + n + ".example");
            }
        });
        lines(folder.resolve("invoices.csv"), out -> {
            out.println("invoice_number,customer_number,invoice_date,due_date,currency,amount,reference");
            for (int n = 1; n <= invoices; n++) {
                out.println("R" + n + ",C" + customer(n, customers) + "," + issued(n) + ","
                        + issued(n).plusDays(30) + ",EUR," + amount(n) + ",PO-" + n);
            }
        });
        lines(folder.resolve("payments.csv"), out -> {
            out.println("payment_number,received_date,customer_number,invoice_number,currency,amount,method");
            for (int n = 1; n <= payments; n++) {
                out.println("P" + n + "," + issued(n).plusDays(20 + n * 31L % 50) + ",C" + customer(n, customers) + ","
                        + (n % 20 == 0 ? "" : "R" + n) + ",EUR," + (n % 15 == 0 ? "50.00" : amount(n))
                        + ",bank_transfer");
            }
        });
    }

    private static int customer(int n, int customers) {
        return 1 + (int) (n * 7919L % customers);
    }

    private static LocalDate issued(int n) {
        return FIRST_DAY.plusDays(n * 17L % 700);
    }

    private static String amount(int n) {
        return 100 + n * 37L % 9000 + "." + (10 + n % 90);
    }

    private interface Lines {
        void to(PrintWriter out);
    }

    private static void lines(Path file, Lines lines) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file);
                PrintWriter out = new PrintWriter(writer)) {
            lines.to(out);
        }
    }
}
