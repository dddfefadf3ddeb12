package cashtide.api.v1;

import cashtide.api.ApiRefusal;
import cashtide.app.signin.SignedIn;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.FreeText;
import cashtide.cashapp.ApplicationId;
import cashtide.cashapp.ApplyCash;
import cashtide.cashapp.Line;
import cashtide.cashapp.MatchByReference;
import cashtide.cashapp.Payments;
import cashtide.cashapp.ReverseApplication;
import cashtide.cashapp.ReversePayment;
import cashtide.customer.CustomerId;
import cashtide.invoice.OpenItemRow;
import cashtide.money.Money;
import cashtide.payment.IdentifyPayer;
import cashtide.payment.Method;
import cashtide.payment.PaymentId;
import cashtide.payment.ReceivePayment;
import cashtide.tenant.Actor;
import cashtide.tenant.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Payments and what they are applied to. Each call answers with the payment as it stands now. */
@RestController
@RequestMapping("/api/v1/payments")
final class PaymentsController {

    private final Receivables receivables;
    private final Payments payments;
    private final ReceivePayment receivePayment;
    private final MatchByReference matchByReference;
    private final ApplyCash applyCash;
    private final ReverseApplication reverseApplication;
    private final ReversePayment reversePayment;
    private final IdentifyPayer identifyPayer;

    PaymentsController(Tenants tenants, Receivables receivables, Commands commands) {
        this.receivables = receivables;
        this.payments = new Payments(tenants);
        this.receivePayment = new ReceivePayment(commands);
        this.matchByReference = new MatchByReference(commands);
        this.applyCash = new ApplyCash(commands);
        this.reverseApplication = new ReverseApplication(commands);
        this.reversePayment = new ReversePayment(commands);
        this.identifyPayer = new IdentifyPayer(commands);
    }

    /**
     * Money that came in.
     *
     * @param number the tenant's or the bank's number of it
     * @param customerNumber left out while the payer is unknown
     * @param receivedOn value date
     * @param amountMinor in minor units of {@code currency}
     * @param method one of {@link Method}; a bank transfer where left out
     * @param reference what the payer wrote; invoices that it names by their exact numbers are paid
     */
    record NewPayment(
            @Nullable String number,
            @Nullable String customerNumber,
            @Nullable LocalDate receivedOn,
            @Nullable String currency,
            long amountMinor,
            @Nullable String method,
            @Nullable String reference) {}

    /** A payment as it stands. */
    record View(
            UUID id,
            String number,
            @Nullable String customerNumber,
            LocalDate receivedOn,
            String currency,
            long amountMinor,
            long unappliedMinor,
            Method method,
            @Nullable String reference,
            @Nullable LocalDate reversedOn,
            List<Applied> applications) {

        static View of(Payments.Found payment) {
            return new View(
                    payment.id().value(),
                    payment.number(),
                    payment.customerNumber(),
                    payment.receivedOn(),
                    payment.amount().currency().getCurrencyCode(),
                    payment.amount().minor(),
                    payment.unapplied().minor(),
                    payment.method(),
                    payment.reference(),
                    payment.reversedOn(),
                    payment.uses().stream().map(Applied::of).toList());
        }
    }

    /** What of a payment is applied to an invoice, and the discount that went with it. */
    record Applied(
            UUID id, String invoiceNumber, int instalment, long amountMinor, long discountMinor, LocalDate appliedOn) {

        static Applied of(Payments.Use use) {
            return new Applied(
                    use.id().value(),
                    use.document(),
                    use.instalment(),
                    use.amount().minor(),
                    use.discount().minor(),
                    use.appliedOn());
        }
    }

    /**
     * How a payment is to be applied: all the lines, or none.
     *
     * @param lines in the payment's currency
     */
    record Allocation(@Nullable List<@Nullable Part> lines) {}

    /** What an invoice gets. */
    record Part(@Nullable String invoiceNumber, @Nullable Integer instalment, long amountMinor) {}

    /** Who paid. */
    record Payer(@Nullable String customerNumber) {}

    /** Why a payment is taken back: what the bank says of it. */
    record Reversal(@Nullable String reason) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View receive(@RequestBody NewPayment asked, Sent sent) {
        String payer = asked.customerNumber();
        CustomerId customer = payer == null ? null : receivables.customer(sent.actor(), payer);
        ReceivePayment.Receive asks = ApiRefusal.asked(() -> new ReceivePayment.Receive(
                sent.command(),
                new PaymentId(sent.command().derived("payment")),
                FreeText.of("number", ApiRefusal.present("number", asked.number())),
                customer,
                ApiRefusal.present("receivedOn", asked.receivedOn()),
                Money.of(asked.amountMinor(), ApiRefusal.present("currency", asked.currency())),
                asked.method() == null
                        ? Method.BANK_TRANSFER
                        : ApiRefusal.oneOf(Method.class, "method", asked.method()),
                asked.reference() == null ? null : FreeText.of("reference", asked.reference())));
        PaymentId received =
                ApiRefusal.valueOf(receivePayment.handle(sent.actor(), asks)).payment();
        return matched(sent, received);
    }

    @GetMapping
    View numbered(HttpServletRequest request, @RequestParam("number") String number) {
        Actor actor = SignedIn.of(request).actor();
        return View.of(there(Receivables.isText(number) ? payments.numbered(actor, number) : Optional.empty()));
    }

    @GetMapping("/{id}")
    View one(HttpServletRequest request, @PathVariable("id") UUID id) {
        return View.of(found(SignedIn.of(request).actor(), new PaymentId(id)));
    }

    @PostMapping("/{id}/applications")
    View apply(@PathVariable("id") UUID id, @RequestBody Allocation asked, Sent sent) {
        Payments.Found payment = found(sent.actor(), new PaymentId(id));
        List<Line> lines = ApiRefusal.present("lines", asked.lines()).stream()
                .map(part -> line(sent.actor(), payment, ApiRefusal.present("lines", part)))
                .toList();
        ApiRefusal.valueOf(applyCash.handle(sent.actor(), new ApplyCash.Apply(sent.command(), payment.id(), lines)));
        return shown(sent.actor(), payment);
    }

    @DeleteMapping("/{id}/applications/{application}")
    View takeBack(@PathVariable("id") UUID id, @PathVariable("application") UUID application, Sent sent) {
        Payments.Found payment = found(sent.actor(), new PaymentId(id));
        ApplicationId taken = new ApplicationId(application);
        if (!payments.applied(sent.actor(), payment.id(), taken)) {
            throw new ApiRefusal(404, "NOT_FOUND", "There is no such application of the payment.");
        }
        ApiRefusal.valueOf(
                reverseApplication.handle(sent.actor(), new ReverseApplication.Reverse(sent.command(), taken)));
        return shown(sent.actor(), payment);
    }

    /** Takes a payment back with all that it paid, as when the bank returns it. */
    @PostMapping("/{id}/reverse")
    View reverse(@PathVariable("id") UUID id, @RequestBody Reversal asked, Sent sent) {
        Payments.Found payment = found(sent.actor(), new PaymentId(id));
        String reason = ApiRefusal.asked(() -> FreeText.of("reason", ApiRefusal.present("reason", asked.reason())));
        ApiRefusal.valueOf(
                reversePayment.handle(sent.actor(), new ReversePayment.Reverse(sent.command(), payment.id(), reason)));
        return shown(sent.actor(), payment);
    }

    /** Says who paid; what the reference names is paid then. */
    @PostMapping("/{id}/payer")
    View payer(@PathVariable("id") UUID id, @RequestBody Payer asked, Sent sent) {
        CustomerId customer = receivables.customer(sent.actor(), asked.customerNumber());
        ApiRefusal.valueOf(identifyPayer.handle(
                sent.actor(), new IdentifyPayer.Identify(sent.command(), new PaymentId(id), customer)));
        return matched(sent, new PaymentId(id));
    }

    /** What the reference does not name stays unapplied: that no invoice is named is no refusal of the payment. */
    private View matched(Sent sent, PaymentId id) {
        Payments.Found payment = found(sent.actor(), id);
        CommandId match = new CommandId(sent.command().derived("match"));
        matchByReference.handle(sent.actor(), new MatchByReference.Match(match, id));
        return shown(sent.actor(), payment);
    }

    /** The payment after a command; the worklist knows it at once, of all whose items it paid or pays. */
    private View shown(Actor actor, Payments.Found before) {
        Payments.Found now = found(actor, before.id());
        Set<CustomerId> touched = new HashSet<>();
        for (Payments.Found each : List.of(before, now)) {
            if (each.customer() != null) {
                touched.add(each.customer());
            }
            each.uses().forEach(use -> touched.add(use.customer()));
        }
        touched.forEach(customer -> receivables.ranked(actor, customer));
        return View.of(now);
    }

    private Line line(Actor actor, Payments.Found payment, Part part) {
        OpenItemRow item = receivables.item(actor, part.invoiceNumber(), part.instalment());
        return new Line(
                item.id(), new Money(part.amountMinor(), payment.amount().currency()));
    }

    private Payments.Found found(Actor actor, PaymentId id) {
        return there(payments.find(actor, id));
    }

    private static Payments.Found there(Optional<Payments.Found> payment) {
        return payment.orElseThrow(() -> new ApiRefusal(404, "NOT_FOUND", "There is no such payment."));
    }
}
