package cashtide.ui.openitems;

import cashtide.money.Money;
import cashtide.worklist.AccountId;
import cashtide.worklist.OpenItemsQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Invoices of one account, out of open items of many.
 *
 * @param items of one customer and currency, credit notes not among them; at least one
 */
record ItemsByAccount(AccountId account, List<OpenItemsQuery.Item> items) {

    ItemsByAccount {
        items = List.copyOf(items);
    }

    /** Those of each account, in the order in which the accounts come first. Credit notes are left out: nobody owes them. */
    static List<ItemsByAccount> of(Collection<OpenItemsQuery.Item> items) {
        Map<AccountId, List<OpenItemsQuery.Item>> byAccount = new LinkedHashMap<>();
        items.stream().filter(item -> item.open().isPositive()).forEach(item -> byAccount
                .computeIfAbsent(account(item), first -> new ArrayList<>())
                .add(item));
        return byAccount.entrySet().stream()
                .map(each -> new ItemsByAccount(each.getKey(), each.getValue()))
                .toList();
    }

    /** Invoices of which a part is open that is not disputed yet. */
    static List<OpenItemsQuery.Item> disputable(Collection<OpenItemsQuery.Item> items) {
        return items.stream()
                .filter(item -> item.open().isPositive() && undisputed(item).isPositive())
                .toList();
    }

    static AccountId account(OpenItemsQuery.Item item) {
        return new AccountId(item.customerId(), item.open().currency().getCurrencyCode());
    }

    static Money undisputed(OpenItemsQuery.Item item) {
        return item.open().minus(item.disputed());
    }

    String customerName() {
        return items.getFirst().customerName();
    }

    Money open() {
        return items.stream().map(OpenItemsQuery.Item::open).reduce(Money::plus).orElseThrow();
    }
}
