package cashtide.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.money.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmountFieldTest {

    @Test
    void whatIsTypedIsTakenToTheCent() {
        AmountField field = new AmountField("Amount", Money.of(100, "EUR"));
        field.setValue(new BigDecimal("1234.5"));
        assertThat(field.money()).contains(Money.of(123_450, "EUR"));
        assertThat(field.isInvalid()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"EUR, 10.005", "JPY, 10.5", "EUR, 0", "EUR, -5", "EUR, 1e30"})
    void whatCannotBeAnAmountIsMarkedAndNeverRounded(String currency, BigDecimal typed) {
        AmountField field = new AmountField("Amount", Money.of(100, currency));
        field.setValue(typed);
        assertThat(field.money()).isEmpty();
        assertThat(field.isInvalid()).isTrue();
        assertThat(field.getErrorMessage()).isNotBlank();
    }

    @Test
    void nothingIsNoAmount() {
        AmountField field = new AmountField("Amount", Money.of(100, "EUR"));
        field.clear();
        assertThat(field.money()).isEmpty();
        assertThat(field.isInvalid()).isTrue();
    }
}
