package cashtide.local.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Invents what collectors did about overdue accounts in the last weeks: calls, mails, promises, disputes taken up. */
final class DemoCollector {

    /** An invoice with something left to pay. */
    record OpenItem(DemoCustomer customer, String number, LocalDate dueOn, long openMinor, boolean disputed) {}

    private static final String[] REACHED = {
        "Spoke to accounts payable. Waiting for approval of the goods receipt.",
        "Invoice was not in their system, copy sent.",
        "Asked for a statement of account.",
        "Says the next payment run is on Thursday.",
        "Cost centre missing on the invoice; sent by mail."
    };
    private static final String[] REASONS = {"PRICE", "QTY_SHORT", "DAMAGED", "PO_MISSING", "LATE_DELIVERY", "FREIGHT"};
    private static final String[] REASON_NOTES = {
        "Price differs from the order confirmation.",
        "Two pallets short against the delivery note.",
        "Goods damaged in transit, photos by mail.",
        "Purchase order number missing.",
        "Delivered a week after the agreed date.",
        "Freight was agreed as included."
    };

    private final LocalDate asOf;
    private final SplittableRandom random;

    DemoCollector(LocalDate asOf, SplittableRandom random) {
        this.asOf = asOf;
        this.random = random;
    }

    DemoEvents note(List<OpenItem> open) {
        Map<DemoCustomer, List<OpenItem>> overdue = new LinkedHashMap<>();
        for (OpenItem item : open) {
            if (item.dueOn().isBefore(asOf)) {
                overdue.computeIfAbsent(item.customer(), c -> new ArrayList<>()).add(item);
            }
        }
        List<DemoEvents.Activity> activities = new ArrayList<>();
        List<DemoEvents.Promise> promises = new ArrayList<>();
        overdue.forEach((customer, items) -> {
            contact(customer, activities);
            LocalDate oldest = items.stream()
                    .map(OpenItem::dueOn)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            if (oldest.isBefore(asOf.minusDays(12)) && random.nextDouble() < 0.3) {
                promise(customer, items, activities, promises);
            }
        });
        List<DemoEvents.Dispute> disputes = new ArrayList<>();
        for (OpenItem item : open) {
            if (item.disputed() && item.dueOn().isBefore(asOf.plusDays(5))) {
                disputes.add(dispute(item));
            }
        }
        return new DemoEvents(activities, promises, disputes);
    }

    private void contact(DemoCustomer customer, List<DemoEvents.Activity> activities) {
        if (random.nextDouble() < 0.55) {
            LocalDate day = back(3 + random.nextInt(35));
            activities.add(new DemoEvents.Activity(
                    customer.number(), "email", "sent", "Reminder with the open invoices attached.", day));
            if (random.nextDouble() < 0.5) {
                activities.add(new DemoEvents.Activity(
                        customer.number(),
                        "call",
                        "reached",
                        REACHED[random.nextInt(REACHED.length)],
                        day.plusDays(2)));
            }
        } else if (random.nextDouble() < 0.3) {
            activities.add(
                    new DemoEvents.Activity(customer.number(), "call", "no_answer", "", back(1 + random.nextInt(12))));
        }
    }

    private void promise(
            DemoCustomer customer,
            List<OpenItem> items,
            List<DemoEvents.Activity> activities,
            List<DemoEvents.Promise> promises) {
        long sum = items.stream().mapToLong(OpenItem::openMinor).sum();
        LocalDate made = back(4 + random.nextInt(8));
        LocalDate promised = asOf.plusDays(random.nextInt(13) - 6);
        if (promised.isBefore(made)) {
            promised = made.plusDays(2);
        }
        activities.add(new DemoEvents.Activity(
                customer.number(), "call", "promise", "Promised to release it in the next run.", made));
        promises.add(new DemoEvents.Promise(customer.number(), customer.currency(), sum, made, promised));
    }

    private DemoEvents.Dispute dispute(OpenItem item) {
        int reason = random.nextInt(REASONS.length);
        // Every third objection is to the whole invoice.
        int percent = random.nextInt(3) == 0 ? 100 : 10 + random.nextInt(50);
        long amount = Math.max(100, item.openMinor() * percent / 100);
        LocalDate opened =
                item.dueOn().isAfter(asOf.minusDays(12)) ? back(1 + random.nextInt(6)) : back(4 + random.nextInt(8));
        return new DemoEvents.Dispute(
                item.number(), item.customer().currency(), amount, REASONS[reason], opened, REASON_NOTES[reason]);
    }

    private LocalDate back(int days) {
        LocalDate day = asOf.minusDays(days);
        while (!DemoBusiness.isWorkday(day)) {
            day = day.minusDays(1);
        }
        return day;
    }
}
