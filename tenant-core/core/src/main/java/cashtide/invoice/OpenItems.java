package cashtide.invoice;

import static cashtide.db.Tables.CUSTOMER;
import static cashtide.db.Tables.INVOICE;
import static cashtide.db.Tables.OPEN_ITEM;

import cashtide.customer.CustomerId;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.Tenants;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Open items as those meet them who know a number of them. */
public final class OpenItems {

    private final Tenants tenants;

    public OpenItems(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * An instalment of the invoice or credit note with this number; null when there is none. One that was taken back has its
     * number no more.
     */
    public @Nullable OpenItemRow numbered(Actor actor, String number, int instalment) {
        List<OpenItemRow> rows = tenants.inTx(actor, tx -> {
            LocalDate today = tx.businessDate();
            return tx.sql()
                    .select(OPEN_ITEM.fields())
                    .select(CUSTOMER.NUMBER.as("customer_number"), CUSTOMER.NAME.as("customer_name"))
                    .from(INVOICE)
                    .join(OPEN_ITEM)
                    .on(OPEN_ITEM.TENANT_ID.eq(INVOICE.TENANT_ID), OPEN_ITEM.INVOICE_ID.eq(INVOICE.ID))
                    .join(CUSTOMER)
                    .on(CUSTOMER.TENANT_ID.eq(OPEN_ITEM.TENANT_ID), CUSTOMER.ID.eq(OPEN_ITEM.CUSTOMER_ID))
                    .where(INVOICE.NUMBER.eq(number), OPEN_ITEM.INSTALMENT.eq(instalment))
                    .fetch(row -> row(row, today));
        });
        return rows.isEmpty() ? null : rows.getFirst();
    }

    private static OpenItemRow row(Record row, LocalDate today) {
        String currency = row.get(OPEN_ITEM.CURRENCY);
        return new OpenItemRow(
                new OpenItemId(row.get(OPEN_ITEM.ID)),
                new InvoiceId(row.get(OPEN_ITEM.INVOICE_ID)),
                Kind.ofCode(row.get(OPEN_ITEM.KIND)),
                row.get(OPEN_ITEM.NUMBER),
                row.get(OPEN_ITEM.INSTALMENT),
                new CustomerId(row.get(OPEN_ITEM.CUSTOMER_ID)),
                row.get("customer_number", String.class),
                row.get("customer_name", String.class),
                row.get(OPEN_ITEM.INVOICE_DATE),
                row.get(OPEN_ITEM.DUE_DATE),
                Math.toIntExact(ChronoUnit.DAYS.between(row.get(OPEN_ITEM.DUE_DATE), today)),
                Money.of(row.get(OPEN_ITEM.AMOUNT_MINOR), currency),
                Money.of(row.get(OPEN_ITEM.OPEN_MINOR), currency),
                Money.of(row.get(OPEN_ITEM.DISPUTED_MINOR), currency),
                row.get(OPEN_ITEM.DISCOUNT_DATE),
                Money.of(row.get(OPEN_ITEM.DISCOUNT_MINOR), currency),
                row.get(OPEN_ITEM.SETTLED_ON));
    }
}
