package cashtide.customer;

import cashtide.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A part of an invoice with its own due date.
 *
 * @param discountDate last day on which paying less by {@code discount} settles it; null when nothing is granted
 */
public record Instalment(
        LocalDate dueDate, Money amount, @Nullable LocalDate discountDate, Money discount) {

    static Instalment withoutDiscount(LocalDate dueDate, Money amount) {
        return new Instalment(dueDate, amount, null, Money.zero(amount.currency()));
    }
}
