package cashtide.api.v1;

import cashtide.api.ApiRefusal;
import cashtide.audit.Commands;
import cashtide.collections.ActivityId;
import cashtide.collections.ContactChannel;
import cashtide.collections.ContactOutcome;
import cashtide.collections.Direction;
import cashtide.collections.LogActivity;
import cashtide.customer.CustomerId;
import cashtide.dispute.CloseDispute;
import cashtide.dispute.DisputeId;
import cashtide.dispute.OpenDispute;
import cashtide.dispute.Reason;
import cashtide.dispute.Verdict;
import cashtide.invoice.OpenItemId;
import cashtide.invoice.OpenItemRow;
import cashtide.money.Money;
import cashtide.promise.PromiseId;
import cashtide.promise.RecordPromise;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What collectors note, from programs that name customers and invoices by their numbers. */
@RestController
@RequestMapping("/api/v1")
final class CollectionsController {

    private final Receivables receivables;
    private final OpenDispute openDispute;
    private final CloseDispute closeDispute;
    private final RecordPromise recordPromise;
    private final LogActivity logActivity;

    CollectionsController(Receivables receivables, Commands commands) {
        this.receivables = receivables;
        this.openDispute = new OpenDispute(commands);
        this.closeDispute = new CloseDispute(commands);
        this.recordPromise = new RecordPromise(commands);
        this.logActivity = new LogActivity(commands);
    }

    /** What was made. */
    record Made(UUID id) {}

    /**
     * A customer's objection to part of an invoice.
     *
     * @param instalment of the invoice; the first where left out
     * @param amountMinor what is disputed, in minor units of {@code currency}
     * @param reason one of {@link Reason}
     * @param openedOn the tenant's business date where left out, at most 90 days before it
     */
    record NewDispute(
            @Nullable String invoiceNumber,
            @Nullable Integer instalment,
            @Nullable String currency,
            long amountMinor,
            @Nullable String reason,
            @Nullable LocalDate openedOn,
            @Nullable LocalDate answerBy,
            @Nullable String note) {}

    /**
     * How a dispute ended.
     *
     * @param verdict one of {@link Verdict}
     */
    record Closing(@Nullable String verdict) {}

    /** The dispute as closed. */
    record Closed(UUID id, Verdict verdict, LocalDate closedOn) {}

    /**
     * A customer's promise to pay.
     *
     * @param amountMinor what was promised, in minor units of {@code currency}
     * @param madeOn the tenant's business date where left out, at most 90 days before it
     * @param invoiceNumbers those it is for; none means the account as a whole
     */
    record NewPromise(
            @Nullable String customerNumber,
            @Nullable String currency,
            long amountMinor,
            @Nullable LocalDate madeOn,
            @Nullable LocalDate promisedOn,
            @Nullable List<String> invoiceNumbers,
            @Nullable String note) {}

    /**
     * A contact with a customer, or a note.
     *
     * @param channel one of {@link ContactChannel}
     * @param direction {@code out} unless the customer got in touch
     * @param outcome one of {@link ContactOutcome}
     */
    record NewActivity(
            @Nullable String customerNumber,
            @Nullable String channel,
            @Nullable String direction,
            @Nullable String outcome,
            @Nullable String note,
            @Nullable LocalDate happenedOn) {}

    @PostMapping("/disputes")
    @ResponseStatus(HttpStatus.CREATED)
    Made dispute(@RequestBody NewDispute asked, Sent sent) {
        OpenItemRow item = receivables.item(sent.actor(), asked.invoiceNumber(), asked.instalment());
        OpenDispute.Open asks = ApiRefusal.asked(() -> new OpenDispute.Open(
                sent.command(),
                new DisputeId(sent.command().derived("dispute")),
                item.id(),
                ApiRefusal.oneOf(Reason.class, "reason", asked.reason()),
                money(asked.amountMinor(), asked.currency()),
                asked.openedOn(),
                asked.answerBy(),
                text(asked.note())));
        DisputeId opened =
                ApiRefusal.valueOf(openDispute.handle(sent.actor(), asks)).dispute();
        receivables.ranked(sent.actor(), item.customer());
        return new Made(opened.value());
    }

    /** Ends a dispute: nothing of it is on hold any more. */
    @PostMapping("/disputes/{id}/close")
    Closed close(@PathVariable("id") UUID id, @RequestBody Closing asked, Sent sent) {
        Verdict verdict = ApiRefusal.oneOf(Verdict.class, "verdict", asked.verdict());
        CloseDispute.Closed closed = ApiRefusal.valueOf(
                closeDispute.handle(sent.actor(), new CloseDispute.Close(sent.command(), new DisputeId(id), verdict)));
        receivables.ranked(sent.actor(), closed.dispute());
        return new Closed(closed.dispute().value(), closed.verdict(), closed.closedOn());
    }

    @PostMapping("/promises")
    @ResponseStatus(HttpStatus.CREATED)
    Made promise(@RequestBody NewPromise asked, Sent sent) {
        CustomerId customer = receivables.customer(sent.actor(), asked.customerNumber());
        List<OpenItemId> items = Objects.requireNonNullElse(asked.invoiceNumbers(), List.<String>of()).stream()
                .map(number -> receivables
                        .item(sent.actor(), ApiRefusal.present("invoiceNumbers", number), 1)
                        .id())
                .toList();
        RecordPromise.Promise asks = ApiRefusal.asked(() -> new RecordPromise.Promise(
                sent.command(),
                new PromiseId(sent.command().derived("promise")),
                customer,
                money(asked.amountMinor(), asked.currency()),
                asked.madeOn(),
                ApiRefusal.present("promisedOn", asked.promisedOn()),
                items,
                text(asked.note())));
        PromiseId recorded =
                ApiRefusal.valueOf(recordPromise.handle(sent.actor(), asks)).promise();
        receivables.ranked(sent.actor(), customer);
        return new Made(recorded.value());
    }

    @PostMapping("/activities")
    @ResponseStatus(HttpStatus.CREATED)
    Made activity(@RequestBody NewActivity asked, Sent sent) {
        String direction = asked.direction();
        CustomerId customer = receivables.customer(sent.actor(), asked.customerNumber());
        LogActivity.Log asks = ApiRefusal.asked(() -> new LogActivity.Log(
                sent.command(),
                new ActivityId(sent.command().derived("activity")),
                customer,
                ApiRefusal.oneOf(ContactChannel.class, "channel", asked.channel()),
                direction == null ? Direction.OUT : ApiRefusal.oneOf(Direction.class, "direction", direction),
                ApiRefusal.oneOf(ContactOutcome.class, "outcome", asked.outcome()),
                text(asked.note()),
                asked.happenedOn()));
        ActivityId logged =
                ApiRefusal.valueOf(logActivity.handle(sent.actor(), asks)).activity();
        receivables.ranked(sent.actor(), customer);
        return new Made(logged.value());
    }

    private static Money money(long minor, @Nullable String currency) {
        return Money.of(minor, ApiRefusal.present("currency", currency));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
