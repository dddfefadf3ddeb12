package cashtide.imports;

import cashtide.customer.Instalment;
import cashtide.customer.PaymentTerms;
import cashtide.customer.TermsCatalogue;
import cashtide.customer.TermsText;
import cashtide.intake.CustomerRow;
import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import cashtide.time.BusinessDayConvention;
import cashtide.time.HolidayCalendar;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * When an invoice of a file is due and what paying early earns: by the terms on the row, else by the customer's usual terms,
 * which the files bring or the tenant knows, else by the tenant's default. Not thread-safe; memory holds one entry a customer.
 */
final class UsualTerms {

    private static final PaymentTerms NET_30 = new PaymentTerms.Net(30);

    private final HolidayCalendar holidays;
    private final Map<String, TermsCatalogue.Entry> catalogue;
    private final Map<String, TermsCatalogue.Entry> ofCustomers = new HashMap<>();

    /**
     * What the terms say of one invoice.
     *
     * @param discountDate null where nothing is granted
     */
    record Dates(LocalDate due, @Nullable LocalDate discountDate, long discountMinor, String terms) {}

    UsualTerms(HolidayCalendar holidays, List<TermsCatalogue.Entry> catalogue) {
        this.holidays = holidays;
        this.catalogue = catalogue.stream().collect(Collectors.toMap(TermsCatalogue.Entry::code, entry -> entry));
    }

    /** Remembers what a row of customers.csv says. */
    void brought(CustomerRow row) {
        ofCustomers.put(row.number(), usual(row.termsCode(), row.termsDays()));
    }

    /** Looks up those of the customers that no row was brought for. */
    void lookUp(TenantTx tx, Collection<String> customers) {
        Set<String> unknown = customers.stream()
                .filter(number -> !ofCustomers.containsKey(number))
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            tx.sql()
                    .resultQuery(
                            "select number, terms_code, terms_days from customer where number = any({0})",
                            DSL.val(unknown.toArray(String[]::new)))
                    .forEach(row -> ofCustomers.put(
                            row.get(0, String.class), usual(row.get(1, String.class), row.get(2, Integer.class))));
        }
    }

    /**
     * The dates of an invoice without a due date of its own, or null when the text on its row is no terms with one due date.
     *
     * @param text the row's own terms in words, or a code of the tenant's; null for the customer's usual ones
     * @param gross a credit note's, below zero, earns no discount
     */
    @Nullable
    Dates dates(String customer, @Nullable String text, LocalDate invoiceDate, Money gross) {
        TermsCatalogue.Entry entry = text == null ? ofCustomers.getOrDefault(customer, standard()) : entry(text);
        if (entry == null || entry.terms() instanceof PaymentTerms.Instalments) {
            return null;
        }
        boolean earns = gross.isPositive();
        Instalment one = entry.terms()
                .schedule(
                        invoiceDate,
                        earns ? gross : Money.zero(gross.currency()),
                        new PaymentTerms.Calendar(entry.convention(), holidays))
                .getFirst();
        return new Dates(
                one.dueDate(),
                earns ? one.discountDate() : null,
                one.discount().minor(),
                entry.terms().text());
    }

    private TermsCatalogue.Entry usual(@Nullable String code, @Nullable Integer days) {
        if (days != null) {
            return plain(new PaymentTerms.Net(days));
        }
        TermsCatalogue.Entry named = code == null ? null : entry(code);
        // Instalments need more than one due date, which a row of a file does not have.
        return named == null || named.terms() instanceof PaymentTerms.Instalments ? standard() : named;
    }

    private TermsCatalogue.@Nullable Entry entry(String text) {
        TermsCatalogue.Entry listed = catalogue.get(text);
        if (listed != null) {
            return listed;
        }
        return TermsText.parse(text) instanceof TermsText.Parsed.Ok ok ? plain(ok.terms()) : null;
    }

    private TermsCatalogue.Entry standard() {
        return catalogue.getOrDefault(TermsCatalogue.DEFAULT_CODE, plain(NET_30));
    }

    private static TermsCatalogue.Entry plain(PaymentTerms terms) {
        return new TermsCatalogue.Entry("", "", terms, BusinessDayConvention.NONE);
    }
}
