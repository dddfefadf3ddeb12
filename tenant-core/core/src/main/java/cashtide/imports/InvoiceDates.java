package cashtide.imports;

import cashtide.customer.DueCalendar;
import cashtide.customer.Instalment;
import cashtide.customer.TermsCatalogue;
import cashtide.intake.CustomerRow;
import cashtide.intake.terms.UsualTerms;
import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import cashtide.time.BusinessDayConvention;
import cashtide.time.HolidayCalendar;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * When an invoice of a file is due and what paying early earns, by {@link UsualTerms}: the files bring a customer's usual
 * terms, or the tenant knows them. Not thread-safe.
 */
final class InvoiceDates {

    private final HolidayCalendar holidays;
    private final Map<String, BusinessDayConvention> conventions;
    private final UsualTerms terms;

    /**
     * What the terms say of one invoice.
     *
     * @param discountDate null where nothing is granted
     */
    record Dates(LocalDate due, @Nullable LocalDate discountDate, long discountMinor, String terms) {}

    InvoiceDates(HolidayCalendar holidays, List<TermsCatalogue.Entry> catalogue) {
        this.holidays = holidays;
        this.conventions = catalogue.stream()
                .collect(Collectors.toMap(TermsCatalogue.Entry::code, TermsCatalogue.Entry::convention));
        this.terms = new UsualTerms(
                catalogue.stream().collect(Collectors.toMap(TermsCatalogue.Entry::code, TermsCatalogue.Entry::terms)));
    }

    /** Remembers what a row of customers.csv says. */
    void brought(CustomerRow row) {
        terms.remember(row.number(), row.termsCode(), row.termsDays());
    }

    /** Looks up those of the customers that no row was brought for. */
    void lookUp(TenantTx tx, Collection<String> customers) {
        Set<String> unknown =
                customers.stream().filter(number -> !terms.knows(number)).collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            tx.sql()
                    .resultQuery(
                            "select number, terms_code, terms_days from customer where number = any({0})",
                            DSL.val(unknown.toArray(String[]::new)))
                    .forEach(row -> terms.remember(
                            row.get(0, String.class), row.get(1, String.class), row.get(2, Integer.class)));
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
        UsualTerms.Chosen chosen = terms.of(customer, text);
        if (chosen == null) {
            return null;
        }
        String code = chosen.code();
        BusinessDayConvention convention =
                code == null ? BusinessDayConvention.NONE : conventions.getOrDefault(code, BusinessDayConvention.NONE);
        boolean earns = gross.isPositive();
        Instalment one = new DueCalendar(convention, holidays)
                .schedule(chosen.terms(), invoiceDate, earns ? gross : Money.zero(gross.currency()))
                .getFirst();
        return new Dates(
                one.dueDate(),
                earns ? one.discountDate() : null,
                one.discount().minor(),
                chosen.terms().text());
    }
}
