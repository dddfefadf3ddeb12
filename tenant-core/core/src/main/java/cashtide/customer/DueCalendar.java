package cashtide.customer;

import cashtide.intake.terms.PaymentTerms;
import cashtide.money.Money;
import cashtide.time.BusinessDayConvention;
import cashtide.time.HolidayCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What moves a due date that is no business day, and so makes the dates of an invoice from its terms. */
public record DueCalendar(BusinessDayConvention convention, HolidayCalendar holidays) {

    /** Due and discount dates for an invoice of that day; frozen when it is issued. The amounts add up to the gross. */
    public List<Instalment> schedule(PaymentTerms terms, LocalDate invoiceDate, Money gross) {
        return switch (terms) {
            case PaymentTerms.OneDate one ->
                List.of(Instalment.withoutDiscount(adjusted(one.unadjustedDue(invoiceDate)), gross));
            case PaymentTerms.CashDiscount early ->
                List.of(new Instalment(
                        adjusted(early.otherwise().unadjustedDue(invoiceDate)),
                        gross,
                        invoiceDate.plusDays(early.discountDays()),
                        gross.times(early.percent().movePointLeft(2))));
            case PaymentTerms.Instalments instalments -> parts(instalments.parts(), invoiceDate, gross);
        };
    }

    private List<Instalment> parts(List<PaymentTerms.Part> parts, LocalDate invoiceDate, Money gross) {
        List<Money> amounts =
                gross.allocate(parts.stream().map(part -> (long) part.percent()).toList());
        List<Instalment> schedule = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            schedule.addAll(schedule(parts.get(i).terms(), invoiceDate, amounts.get(i)));
        }
        return List.copyOf(schedule);
    }

    private LocalDate adjusted(LocalDate due) {
        return convention.adjust(due, holidays);
    }
}
