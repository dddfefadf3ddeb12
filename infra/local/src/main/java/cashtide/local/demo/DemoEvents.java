package cashtide.local.demo;

import java.time.LocalDate;
import java.util.List;

/** What collectors noted, to be entered through the API after the import; all dates are business dates. */
public record DemoEvents(List<Activity> activities, List<Promise> promises, List<Dispute> disputes) {

    /** A call, a mail or a note. */
    public record Activity(String customerNumber, String channel, String outcome, String note, LocalDate happenedOn) {}

    /** A promise to pay of a customer, over all that is overdue in a currency. */
    public record Promise(
            String customerNumber, String currency, long amountMinor, LocalDate madeOn, LocalDate promisedOn) {}

    /** An objection to part of an invoice. */
    public record Dispute(
            String invoiceNumber, String currency, long amountMinor, String reason, LocalDate openedOn, String note) {}

    public DemoEvents {
        activities = List.copyOf(activities);
        promises = List.copyOf(promises);
        disputes = List.copyOf(disputes);
    }
}
