package cashtide.worklist;

import cashtide.money.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one account: what a customer owes in one currency, as of the business date.
 *
 * @param balance open invoices less credit notes and unapplied cash
 * @param overdue open amount past due, disputed parts included
 * @param credit open credit notes, positive
 * @param creditLimit in the customer's own currency; null without a limit, or when the account is in another currency
 * @param creditUsedPercent share of the limit that the balance takes, whole percent, null without a limit
 * @param pLate as in the worklist; null without scores and history
 * @param expectedOn when the overdue money, or else all of it, is expected on average; the two others bound it
 * @param orLater half of that money or more is expected where the model looks no further: the day means that day or later
 * @param collectorName who looks after it; null when nobody does
 */
public record Account(
        UUID customerId,
        String number,
        String name,
        @Nullable String country,
        @Nullable String segment,
        @Nullable String parentName,
        @Nullable String terms,
        @Nullable LocalDate customerSince,
        String preferredChannel,
        @Nullable String language,
        @Nullable String collectorName,
        Money balance,
        Money open,
        Money overdue,
        Money disputed,
        Money credit,
        Money unapplied,
        int openInvoices,
        int openCreditNotes,
        int overdueInvoices,
        @Nullable Integer oldestDays,
        @Nullable Money creditLimit,
        @Nullable Integer creditUsedPercent,
        @Nullable Double pLate,
        @Nullable LocalDate expectedOn,
        boolean orLater,
        @Nullable LocalDate expectedFrom,
        @Nullable LocalDate expectedTo) {

    public AccountId id() {
        return new AccountId(customerId, balance.currency().getCurrencyCode());
    }
}
