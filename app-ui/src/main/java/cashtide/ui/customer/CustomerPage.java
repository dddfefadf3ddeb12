package cashtide.ui.customer;

import cashtide.kpi.AgingBucket;
import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import cashtide.ui.component.StatusChip;
import cashtide.ui.worklist.ChipWords;
import cashtide.worklist.Account;
import cashtide.worklist.AccountHistory;
import cashtide.worklist.AccountId;
import cashtide.worklist.AccountItem;
import cashtide.worklist.AccountQuery;
import cashtide.worklist.Advice;
import cashtide.worklist.TimelineEntry;
import cashtide.worklist.WorklistQuery;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a customer's page shows, in one transaction, so that its figures belong together. */
final class CustomerPage {

    private static final int PAYMENTS = 200;
    private static final int SETTLED = 24;
    private static final int ENTRIES = 60;

    private final AccountQuery accounts = new AccountQuery();
    private final AccountHistory history = new AccountHistory();
    private final WorklistQuery worklist = new WorklistQuery();

    /** What was read. */
    record Shown(
            Account account,
            List<String> currencies,
            List<StatusChip> chips,
            Map<AgingBucket, Money> aging,
            List<AccountItem> items,
            List<AccountHistory.PaymentRow> payments,
            List<AccountHistory.DisputeRow> disputes,
            List<AccountHistory.PromiseRow> promises,
            List<AccountHistory.Settled> settled,
            AccountHistory.Punctuality punctuality,
            List<TimelineEntry> timeline,
            int timelineSize,
            List<AccountHistory.Contact> contacts,
            Advice advice,
            Optional<AccountQuery.Weightiest> weightiest,
            LocalDate today) {}

    /** The account of a customer in the wanted currency, or in the first one that is open. */
    Optional<AccountId> find(TenantTx tx, String number, @Nullable String currency) {
        return accounts.customerOf(tx, number).map(customer -> {
            List<String> currencies = accounts.currencies(tx, customer);
            return new AccountId(
                    customer, currency != null && currencies.contains(currency) ? currency : currencies.getFirst());
        });
    }

    Optional<Shown> read(TenantTx tx, AccountId id) {
        return accounts.account(tx, id).map(account -> {
            LocalDate today = tx.businessDate();
            return new Shown(
                    account,
                    accounts.currencies(tx, id.customerId()),
                    worklist.row(tx, id).stream()
                            .flatMap(row -> row.chips().stream())
                            .limit(2)
                            .map(chip -> ChipWords.of(chip, today).draw())
                            .toList(),
                    accounts.aging(tx, id),
                    accounts.items(tx, id),
                    history.payments(tx, id.customerId(), PAYMENTS),
                    history.disputes(tx, id.customerId()),
                    history.promises(tx, id.customerId()),
                    history.settled(tx, id.customerId(), SETTLED),
                    history.punctuality(tx, id.customerId()),
                    history.timeline(tx, id.customerId(), ENTRIES),
                    history.timelineSize(tx, id.customerId()),
                    history.contacts(tx, id.customerId()),
                    accounts.advice(tx, id),
                    accounts.score(tx, id),
                    today);
        });
    }
}
