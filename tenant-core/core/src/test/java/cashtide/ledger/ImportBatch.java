package cashtide.ledger;

import cashtide.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Documents and receipts of one customer, who is known, as files bring them. */
record ImportBatch(List<Document> documents, List<Receipt> receipts) {

    /** An invoice, or below zero a credit note. */
    record Document(
            String number,
            Money gross,
            LocalDate date,
            boolean discounted,
            @Nullable LocalDate disputedOn) {}

    /** Money for an invoice, of these files or known, or for none. */
    record Receipt(
            String number,
            Money amount,
            LocalDate receivedOn,
            @Nullable String invoice) {}

    ImportBatch {
        documents = List.copyOf(documents);
        receipts = List.copyOf(receipts);
    }

    Map<String, List<String>> files(String customer) {
        List<String> invoices = new ArrayList<>();
        invoices.add("invoice_number,customer_number,invoice_date,terms,currency,amount,disputed");
        for (Document document : documents) {
            invoices.add(String.join(
                    ",",
                    document.number(),
                    customer,
                    document.date().toString(),
                    document.discounted() ? "2/10 net 30" : "net 30",
                    document.gross().currency().getCurrencyCode(),
                    decimal(document.gross()),
                    Objects.toString(document.disputedOn(), "")));
        }
        List<String> payments = new ArrayList<>();
        payments.add("payment_number,customer_number,received_date,invoice_number,currency,amount");
        for (Receipt receipt : receipts) {
            String invoice = receipt.invoice();
            payments.add(String.join(
                    ",",
                    receipt.number(),
                    customer,
                    receipt.receivedOn().toString(),
                    invoice == null ? "" : invoice,
                    receipt.amount().currency().getCurrencyCode(),
                    decimal(receipt.amount())));
        }
        return Map.of("invoices.csv", invoices, "payments.csv", payments);
    }

    private static String decimal(Money amount) {
        return BigDecimal.valueOf(amount.minor(), 2).toPlainString();
    }
}
