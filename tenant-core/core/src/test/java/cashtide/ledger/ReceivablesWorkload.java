package cashtide.ledger;

import cashtide.ledger.ImportBatch.Document;
import cashtide.ledger.ImportBatch.Receipt;
import cashtide.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Random imports, undos, disputes, promises and days that pass among the commands of a {@link Workload}. On PostgreSQL only:
 * what these do is done by statements of its own, of which memory could tell nothing.
 */
final class ReceivablesWorkload {

    private final SplittableRandom random;
    private final PgLedger ledger;
    private final PgReceivables receivables;
    private final Auditor ledgerAuditor = new Auditor();
    private final ReceivablesAuditor auditor = new ReceivablesAuditor(ledgerAuditor);
    private final Workload workload;
    private final List<ImportBatch> batches = new ArrayList<>();

    ReceivablesWorkload(SplittableRandom random, PgLedger ledger, PgReceivables receivables) {
        this.random = random;
        this.ledger = ledger;
        this.receivables = receivables;
        this.workload = new Workload(random, ledger, ledgerAuditor);
    }

    /** Carries out so many commands and has everything audited after each {@code every}. */
    void run(int commands, int every) {
        for (int i = 1; i <= commands; i++) {
            step();
            if (i % every == 0 || i == commands) {
                ledgerAuditor.audit(ledger);
                auditor.audit(receivables);
            }
        }
    }

    private void step() {
        int dice = random.nextInt(100);
        if (ledgerAuditor.items() < 4 || dice >= 38) {
            workload.step();
        } else if (dice < 6) {
            bring(batch());
        } else if (batches.isEmpty() || dice < 14) {
            dispute();
        } else if (dice < 17) {
            bring(batches.get(random.nextInt(batches.size())));
        } else if (dice < 23) {
            // The last one rather than any: what is older soon has something that depends on it.
            int last = auditor.runs() - 1;
            int run = random.nextBoolean() ? last : random.nextInt(auditor.runs());
            auditor.undone(run, receivables.undo(run));
        } else if (dice < 26 && auditor.disputes() > 0) {
            int dispute = random.nextInt(auditor.disputes());
            auditor.disputeClosed(dispute, receivables.closeDispute(dispute));
        } else if (dice < 32) {
            promise();
        } else {
            receivables.nextDay(ledgerAuditor.today().plusDays(1));
            auditor.dayPassed();
        }
    }

    private void bring(ImportBatch batch) {
        batches.add(batch);
        auditor.brought(batch, receivables.bring(batch));
    }

    private ImportBatch batch() {
        String name = String.format(Locale.ROOT, "B%04d-", batches.size());
        List<Document> documents = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            Money gross = money(2, 60_000);
            LocalDate date = date();
            documents.add(new Document(
                    name + documents.size(),
                    random.nextInt(6) == 0 ? gross.negated() : gross,
                    date,
                    random.nextBoolean(),
                    random.nextInt(4) == 0 ? date.plusDays(random.nextInt(6)) : null));
        }
        List<Receipt> receipts = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            receipts.add(receipt(name + "P" + receipts.size(), documents));
        }
        return new ImportBatch(documents, receipts);
    }

    /** For an invoice of the same files or one that was there before, often all of it; rarely one that nobody knows. */
    private Receipt receipt(String number, List<Document> documents) {
        int dice = random.nextInt(40);
        if (dice < 1) {
            return new Receipt(number, money(1, 60_000), date(), "nowhere");
        }
        if (dice < 6) {
            return new Receipt(number, money(1, 60_000), date(), null);
        }
        Money due;
        String invoice;
        if (dice < 26) {
            List<Document> toCome = auditor.documentsToCome();
            List<Document> among = dice < 10 && !toCome.isEmpty() ? toCome : documents;
            Document document = among.get(random.nextInt(among.size()));
            due = document.gross();
            invoice = document.number();
        } else {
            int item = owedIfPossible();
            due = Money.of(ledgerAuditor.open(item), ledgerAuditor.currency(item));
            invoice = ledger.number(item);
            if (ledgerAuditor.runOf(item) == Auditor.BY_HAND) {
                auditor.named(invoice, item);
            }
        }
        long open = Math.max(1, Math.abs(due.minor()));
        long minor = random.nextInt(3) == 0 ? 1 + random.nextLong(2 * open) : open;
        String currency = random.nextInt(40) == 0 ? "USD" : due.currency().getCurrencyCode();
        return new Receipt(number, Money.of(minor, currency), date(), invoice);
    }

    private void dispute() {
        int item = owedIfPossible();
        Money amount = aboutOf(item);
        auditor.disputeOpened(item, amount, receivables.openDispute(item, amount));
    }

    private void promise() {
        List<Integer> items = new ArrayList<>();
        int first = owedIfPossible();
        Money amount = aboutOf(first);
        if (random.nextBoolean()) {
            items.add(first);
            if (random.nextInt(3) == 0) {
                items.add(random.nextInt(ledgerAuditor.items()));
            }
        }
        LocalDate madeOn = ledgerAuditor.today().minusDays(random.nextInt(-1, 12));
        LocalDate promisedOn = madeOn.plusDays(random.nextInt(-1, 15));
        auditor.promised(amount, madeOn, promisedOn, items, receivables.promise(amount, madeOn, promisedOn, items));
    }

    private int owedIfPossible() {
        int item = random.nextInt(ledgerAuditor.items());
        for (int i = 0; i < 4 && ledgerAuditor.open(item) <= 0; i++) {
            item = random.nextInt(ledgerAuditor.items());
        }
        return item;
    }

    /** All of an item, part of it, or more. */
    private Money aboutOf(int item) {
        long open = Math.max(0, ledgerAuditor.open(item));
        long minor = random.nextInt(4) == 0 ? open : random.nextLong(2 * open + 2);
        return Money.of(minor, random.nextInt(20) == 0 ? "USD" : ledgerAuditor.currency(item));
    }

    private Money money(long from, long to) {
        return Money.of(random.nextLong(from, to), random.nextInt(5) == 0 ? "USD" : "EUR");
    }

    /** Sometimes a day to come: the row waits for it. */
    private LocalDate date() {
        return random.nextInt(4) == 0
                ? ledgerAuditor.today().plusDays(random.nextInt(8))
                : ledgerAuditor.today().minusDays(random.nextInt(30));
    }
}
