package cashtide.jobs.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/** What is added up on both sides; the core's definition is the comment of {@code control_total}. */
enum Measure {
    INVOICES("invoices", "amount_minor"),
    OPEN_ITEMS_OPEN("open_items", "open_minor"),
    PAYMENTS("payments", "amount_minor"),
    PAYMENTS_UNAPPLIED("payments", "unapplied_minor"),
    PAYMENT_APPLICATIONS("payment_applications", "amount_minor"),
    LEDGER_DEBITS("ledger_entries", "amount_minor");

    private final String entity;
    private final String field;

    Measure(String entity, String field) {
        this.entity = entity;
        this.field = field;
    }

    /** Those of one entity, in their order. */
    static List<Measure> of(String entity) {
        return Arrays.stream(values())
                .filter(measure -> measure.entity.equals(entity))
                .toList();
    }

    /** As {@code control_total.measure} has it. */
    String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Minor units of one row. */
    long of(JsonNode payload) {
        long amount = payload.path(field).asLong();
        return switch (this) {
            // A cash discount closes as much of the item as cash does.
            case PAYMENT_APPLICATIONS ->
                Math.addExact(amount, payload.path("discount_minor").asLong());
            case LEDGER_DEBITS -> Math.max(0, amount);
            case INVOICES, OPEN_ITEMS_OPEN, PAYMENTS, PAYMENTS_UNAPPLIED -> amount;
        };
    }
}
