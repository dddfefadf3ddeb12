package cashtide.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ledger.ImportBatch.Document;
import cashtide.ledger.ImportBatch.Receipt;
import cashtide.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The model of what lies around the ledger: which imports came in and may be undone, what disputes hold, and what became of
 * promises. Like the {@link Auditor} of the ledger itself, which it leans on, it shares no rule with the product's code.
 */
final class ReceivablesAuditor {

    private static final int GRACE_DAYS = 3;
    private static final Comparator<Receipt> BY_DAY_AND_NUMBER =
            Comparator.comparing(Receipt::receivedOn).thenComparing(Receipt::number);

    private final Auditor ledger;
    private final List<Boolean> runsDone = new ArrayList<>();
    private final List<Dispute> disputes = new ArrayList<>();
    private final List<Promise> promises = new ArrayList<>();

    /** Items by the numbers that files may name; what was undone is called otherwise. */
    private final Map<String, Integer> documents = new HashMap<>();

    private final Map<String, Integer> runOfReceipt = new HashMap<>();

    private final List<Waiting<Document>> documentsToCome = new ArrayList<>();
    private final List<Waiting<Receipt>> receiptsToCome = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private final List<DisputeToCome> disputesToCome = new ArrayList<>();

    private static final class Dispute {
        final int item;
        final long amount;
        boolean byHand;
        boolean open;

        Dispute(int item, long amount, boolean byHand, boolean open) {
            this.item = item;
            this.amount = amount;
            this.byHand = byHand;
            this.open = open;
        }
    }

    private static final class Promise {
        final Money amount;
        final LocalDate madeOn;
        final LocalDate promisedOn;
        final Set<Integer> items;
        String status = "open";
        long paid;

        Promise(Money amount, LocalDate madeOn, LocalDate promisedOn, Set<Integer> items) {
            this.amount = amount;
            this.madeOn = madeOn;
            this.promisedOn = promisedOn;
            this.items = items;
        }
    }

    /** What a run brought for days to come. */
    private record Waiting<T>(int run, T row) {}

    /** A payment that may have to wait for its invoice's day. */
    private record Taken(int run, int payment, Receipt receipt) {}

    private record DisputeToCome(int item, Document document) {}

    ReceivablesAuditor(Auditor ledger) {
        this.ledger = ledger;
    }

    int runs() {
        return runsDone.size();
    }

    int disputes() {
        return disputes.size();
    }

    /** Files may name this document. */
    void named(String number, int item) {
        documents.put(number, item);
    }

    void brought(ImportBatch batch, String answer) {
        boolean good = batch.receipts().stream().allMatch(receipt -> namesAnInvoiceOrNone(batch, receipt));
        assertThat(answer).isEqualTo(good ? "DONE" : "REFUSED");
        int run = runsDone.size();
        runsDone.add(good);
        if (!good) {
            return;
        }
        batch.documents().stream()
                .filter(document -> !documents.containsKey(document.number()) && toCome(document.number()) == null)
                .forEach(document -> documentsToCome.add(new Waiting<>(run, document)));
        batch.receipts().stream()
                .filter(receipt -> runOfReceipt.putIfAbsent(receipt.number(), run) == null)
                .forEach(receipt -> receiptsToCome.add(new Waiting<>(run, receipt)));
        post();
    }

    /** An invoice that waits for its day. */
    private @Nullable Document toCome(String number) {
        return documentsToCome.stream()
                .map(Waiting::row)
                .filter(document -> document.number().equals(number))
                .findAny()
                .orElse(null);
    }

    /** What waits for its day. */
    List<Document> documentsToCome() {
        return documentsToCome.stream().map(Waiting::row).toList();
    }

    /** Posts what waited for today or is new: documents, receipts, then what these pay of those, then disputes. */
    private void post() {
        for (Waiting<Document> one : dueOf(documentsToCome, Document::date, Comparator.comparing(Document::number))) {
            Document document = one.row();
            documents.put(document.number(), ledger.items());
            if (document.disputedOn() != null && document.gross().isPositive()) {
                disputesToCome.add(new DisputeToCome(ledger.items(), document));
            }
            ledger.imported(one.run(), document.gross(), document.date(), document.discounted());
        }
        for (Waiting<Receipt> one : dueOf(receiptsToCome, Receipt::receivedOn, BY_DAY_AND_NUMBER)) {
            Receipt receipt = one.row();
            int payment = ledger.importedPayment(one.run(), receipt.amount(), receipt.receivedOn());
            taken.add(new Taken(one.run(), payment, receipt));
        }
        taken.sort(Comparator.comparing(Taken::receipt, BY_DAY_AND_NUMBER));
        for (Taken one : taken) {
            Integer item = documents.get(one.receipt().invoice());
            if (item != null) {
                ledger.applyImported(one.payment(), item);
            }
        }
        taken.removeIf(
                one -> one.receipt().invoice() == null || toCome(one.receipt().invoice()) == null);
        postDisputes();
    }

    private void postDisputes() {
        List<DisputeToCome> now = disputesToCome.stream()
                .filter(one -> !one.document().disputedOn().isAfter(ledger.today()))
                .sorted(Comparator.comparing(one -> one.document().number()))
                .toList();
        disputesToCome.removeAll(now);
        for (DisputeToCome one : now) {
            long open = ledger.open(one.item());
            disputes.add(new Dispute(
                    one.item(), open > 0 ? open : one.document().gross().minor(), false, open > 0));
        }
    }

    /** Takes out those whose day has come, in the order of the ledger's lists. */
    private <T> List<Waiting<T>> dueOf(List<Waiting<T>> waiting, Function<T, LocalDate> day, Comparator<T> order) {
        List<Waiting<T>> due = waiting.stream()
                .filter(one -> !day.apply(one.row()).isAfter(ledger.today()))
                .sorted(Comparator.comparing(Waiting::row, order))
                .toList();
        waiting.removeAll(due);
        return due;
    }

    private boolean namesAnInvoiceOrNone(ImportBatch batch, Receipt receipt) {
        String invoice = receipt.invoice();
        String currency = receipt.amount().currency().getCurrencyCode();
        if (invoice == null) {
            return true;
        }
        for (Document document : batch.documents()) {
            if (document.number().equals(invoice)) {
                return document.gross().currency().getCurrencyCode().equals(currency);
            }
        }
        Document toCome = toCome(invoice);
        if (toCome != null) {
            return toCome.gross().currency().getCurrencyCode().equals(currency);
        }
        Integer known = documents.get(invoice);
        return known != null && ledger.currency(known).equals(currency);
    }

    void undone(int run, String answer) {
        if (!runsDone.get(run)) {
            assertThat(answer).isEqualTo("IMPORT_NOT_DONE");
            return;
        }
        Set<String> no = new HashSet<>();
        Auditor.require(
                no,
                !ledger.dependents(run)
                        && disputes.stream().noneMatch(one -> one.byHand && ledger.runOf(one.item) == run)
                        && promises.stream()
                                .noneMatch(one -> one.items.stream().anyMatch(item -> ledger.runOf(item) == run)),
                "IMPORT_HAS_DEPENDENTS");
        if (Auditor.permitted(answer, no)) {
            runsDone.set(run, false);
            ledger.undo(run);
            disputes.stream().filter(one -> ledger.runOf(one.item) == run).forEach(one -> one.open = false);
            documents.values().removeIf(item -> ledger.runOf(item) == run);
            runOfReceipt.values().removeIf(of -> of == run);
            documentsToCome.removeIf(one -> one.run() == run);
            receiptsToCome.removeIf(one -> one.run() == run);
            taken.removeIf(one -> one.run() == run);
            disputesToCome.removeIf(one -> ledger.runOf(one.item()) == run);
        }
    }

    void disputeOpened(int item, Money amount, String answer) {
        Set<String> no = new HashSet<>();
        Auditor.require(no, ledger.isInvoice(item), "DISPUTE_NOT_AN_INVOICE");
        Auditor.require(no, amount.minor() > 0, "DISPUTE_AMOUNT_NOT_POSITIVE");
        Auditor.require(
                no, amount.currency().getCurrencyCode().equals(ledger.currency(item)), "DISPUTE_CURRENCY_DIFFERS");
        Auditor.require(no, amount.minor() <= ledger.open(item) - disputed(item), "DISPUTE_EXCEEDS_OPEN");
        if (Auditor.permitted(answer, no)) {
            disputes.add(new Dispute(item, amount.minor(), true, true));
        }
    }

    void disputeClosed(int dispute, String answer) {
        Dispute of = disputes.get(dispute);
        Set<String> no = new HashSet<>();
        Auditor.require(no, of.open, "DISPUTE_CLOSED");
        if (Auditor.permitted(answer, no)) {
            of.open = false;
            of.byHand = true;
        }
    }

    /** What open disputes hold of an item: what they are about, as far as it is open. */
    private long disputed(int item) {
        long claimed = disputes.stream()
                .filter(one -> one.open && one.item == item)
                .mapToLong(one -> one.amount)
                .sum();
        return Math.max(0, Math.min(ledger.open(item), claimed));
    }

    void promised(Money amount, LocalDate madeOn, LocalDate promisedOn, List<Integer> items, String answer) {
        String currency = amount.currency().getCurrencyCode();
        Set<String> no = new HashSet<>();
        Auditor.require(no, amount.minor() > 0, "PROMISE_AMOUNT_NOT_POSITIVE");
        Auditor.require(no, !madeOn.isAfter(ledger.today()), "PROMISE_MADE_IN_FUTURE");
        Auditor.require(no, !promisedOn.isBefore(madeOn), "PROMISE_BEFORE_MADE");
        Auditor.require(no, items.stream().allMatch(item -> owed(item, currency)), "PROMISE_ITEM_OF_ANOTHER");
        boolean anyOwed = false;
        for (int item = 0; item < ledger.items(); item++) {
            anyOwed |= owed(item, currency);
        }
        Auditor.require(no, anyOwed, "PROMISE_NOTHING_OPEN");
        if (Auditor.permitted(answer, no)) {
            Promise promise = new Promise(amount, madeOn, promisedOn, Set.copyOf(items));
            promises.stream().filter(one -> replaces(promise, one)).forEach(one -> one.status = "replaced");
            promises.add(promise);
            if (promisedOn.isBefore(ledger.today())) {
                decide();
            }
        }
    }

    private boolean owed(int item, String currency) {
        return ledger.open(item) > 0 && ledger.currency(item).equals(currency);
    }

    private boolean replaces(Promise promise, Promise earlier) {
        return earlier.status.equals("open")
                && earlier.amount.currency().equals(promise.amount.currency())
                && !earlier.promisedOn.isBefore(ledger.today())
                && !earlier.madeOn.isAfter(promise.madeOn)
                && (promise.items.isEmpty()
                        || earlier.items.isEmpty()
                        || promise.items.stream().anyMatch(earlier.items::contains));
    }

    void dayPassed() {
        ledger.dayPassed();
        post();
        decide();
    }

    private void decide() {
        for (Promise promise : promises) {
            if (promise.status.equals("open")) {
                decide(promise);
            }
        }
    }

    private void decide(Promise promise) {
        String currency = promise.amount.currency().getCurrencyCode();
        LocalDate last = promise.promisedOn.plusDays(GRACE_DAYS);
        long paid = promise.items.isEmpty()
                ? ledger.paid(item -> ledger.currency(item).equals(currency), promise.madeOn, last)
                        + ledger.unapplied(currency, promise.madeOn, last)
                : ledger.paid(promise.items::contains, promise.madeOn, last);
        boolean kept = paid > 0 && paid * 100 >= promise.amount.minor() * 95;
        if (kept || ledger.today().isAfter(last)) {
            promise.status = kept ? "kept" : paid > 0 ? "partly_kept" : "broken";
            promise.paid = paid;
        }
    }

    /** Compares what is on hold and settled of every item, which disputes are open, and what became of every promise. */
    void audit(PgReceivables receivables) {
        List<PgReceivables.ItemState> items = new ArrayList<>();
        for (int item = 0; item < ledger.items(); item++) {
            items.add(new PgReceivables.ItemState(disputed(item), ledger.settledOn(item)));
        }
        assertThat(receivables.items()).as("on hold, settled").isEqualTo(items);
        assertThat(receivables.disputesOpen())
                .as("open disputes")
                .isEqualTo(disputes.stream().map(one -> one.open).toList());
        assertThat(receivables.promises())
                .as("promises")
                .isEqualTo(promises.stream()
                        .map(one -> new PgReceivables.PromiseState(one.status, one.paid))
                        .toList());
    }
}
