package cashtide.worklist;

import cashtide.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account in the worklist.
 *
 * @param rank its place in the list that was asked for, from 1
 * @param oldestDays days past due of its oldest overdue item, null when nothing is overdue
 * @param pLate chance that the money is late: for items past their date, that they are unpaid in four weeks; weighed by amount
 * @param expectedOn when the overdue money, or else all of it, is expected on average
 * @param orLater half of that money or more is expected where the model looks no further: the day means that day or later
 */
public record WorklistRow(
        int rank,
        UUID customerId,
        String customerNumber,
        String customerName,
        WorklistTab tab,
        Money overdue,
        Money open,
        Money disputed,
        @Nullable Integer oldestDays,
        @Nullable Double pLate,
        @Nullable LocalDate expectedOn,
        boolean orLater,
        List<Chip> chips,
        @Nullable LocalDate lastContactOn,
        @Nullable LocalDate nextStepOn,
        String nextStep) {

    public WorklistRow {
        chips = List.copyOf(chips);
    }

    public AccountId account() {
        return new AccountId(customerId, overdue.currency().getCurrencyCode());
    }
}
