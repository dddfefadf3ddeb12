package cashtide.invoice;

import static cashtide.db.Tables.INVOICE;
import static cashtide.db.Tables.OPEN_ITEM;
import static org.jooq.Records.mapping;

import cashtide.customer.CustomerId;
import cashtide.customer.Instalment;
import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of invoices and of the open items they start with. */
final class InvoiceStore {

    private InvoiceStore() {}

    /** Whose a document is. */
    record Owner(CustomerId customer, Currency currency) {}

    static @Nullable InvoiceRefusal refusal(
            TenantTx tx, InvoiceId id, String number, LocalDate date, Money gross, Money tax) {
        if (number.isBlank()) {
            return InvoiceRefusal.INVOICE_NUMBER_EMPTY;
        }
        if (!gross.isPositive()) {
            return InvoiceRefusal.INVOICE_AMOUNT_NOT_POSITIVE;
        }
        if (!tax.currency().equals(gross.currency()) || tax.isNegative() || tax.minor() >= gross.minor()) {
            return InvoiceRefusal.INVOICE_TAX_INVALID;
        }
        if (date.isAfter(tx.businessDate())) {
            return InvoiceRefusal.INVOICE_DATE_IN_FUTURE;
        }
        if (tx.sql().fetchExists(INVOICE, INVOICE.NUMBER.eq(number))) {
            return InvoiceRefusal.INVOICE_NUMBER_TAKEN;
        }
        return tx.sql().fetchExists(INVOICE, INVOICE.ID.eq(id.value())) ? InvoiceRefusal.INVOICE_ID_TAKEN : null;
    }

    static @Nullable Owner owner(TenantTx tx, InvoiceId id) {
        return tx.sql()
                .select(INVOICE.CUSTOMER_ID, INVOICE.CURRENCY)
                .from(INVOICE)
                .where(INVOICE.ID.eq(id.value()))
                .fetchOne(mapping(
                        (customer, currency) -> new Owner(new CustomerId(customer), Currency.getInstance(currency))));
    }

    static LocalDate lastDue(List<Instalment> schedule) {
        return schedule.stream()
                .map(Instalment::dueDate)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    static List<OpenItemId> insert(TenantTx tx, NewDocument document, List<Instalment> schedule) {
        InvoiceId corrects = document.corrects();
        tx.sql()
                .insertInto(INVOICE)
                .set(INVOICE.TENANT_ID, tx.tenantId().value())
                .set(INVOICE.ID, document.id().value())
                .set(INVOICE.KIND, document.kind().code())
                .set(INVOICE.NUMBER, document.number())
                .set(INVOICE.CUSTOMER_ID, document.customer().value())
                .set(INVOICE.INVOICE_DATE, document.date())
                .set(INVOICE.DUE_DATE, lastDue(schedule))
                .set(INVOICE.TERMS, document.terms())
                .set(INVOICE.CURRENCY, document.gross().currency().getCurrencyCode())
                .set(INVOICE.AMOUNT_MINOR, document.gross().minor())
                .set(INVOICE.TAX_MINOR, document.tax().minor())
                .set(INVOICE.REFERENCE, document.reference())
                .set(INVOICE.CORRECTS_ID, corrects == null ? null : corrects.value())
                .set(INVOICE.KNOWN_AT, tx.knownAt())
                .execute();
        List<OpenItemId> items = new ArrayList<>();
        List<Instalment> byDueDate = schedule.stream()
                .sorted(Comparator.comparing(Instalment::dueDate))
                .toList();
        for (int i = 0; i < byDueDate.size(); i++) {
            items.add(insertItem(tx, document, byDueDate.get(i), i + 1));
        }
        return List.copyOf(items);
    }

    private static OpenItemId insertItem(TenantTx tx, NewDocument document, Instalment instalment, int position) {
        OpenItemId id = OpenItemId.fresh();
        tx.sql()
                .insertInto(OPEN_ITEM)
                .set(OPEN_ITEM.TENANT_ID, tx.tenantId().value())
                .set(OPEN_ITEM.ID, id.value())
                .set(OPEN_ITEM.INVOICE_ID, document.id().value())
                .set(OPEN_ITEM.INSTALMENT, position)
                .set(OPEN_ITEM.KIND, document.kind().code())
                .set(OPEN_ITEM.NUMBER, document.number())
                .set(OPEN_ITEM.CUSTOMER_ID, document.customer().value())
                .set(OPEN_ITEM.INVOICE_DATE, document.date())
                .set(OPEN_ITEM.DUE_DATE, instalment.dueDate())
                .set(OPEN_ITEM.DISCOUNT_DATE, instalment.discountDate())
                .set(OPEN_ITEM.DISCOUNT_MINOR, instalment.discount().minor())
                .set(OPEN_ITEM.CURRENCY, instalment.amount().currency().getCurrencyCode())
                .set(OPEN_ITEM.AMOUNT_MINOR, instalment.amount().minor())
                .set(OPEN_ITEM.OPEN_MINOR, instalment.amount().minor())
                .set(OPEN_ITEM.KNOWN_AT, tx.knownAt())
                .execute();
        return id;
    }
}
