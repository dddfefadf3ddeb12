package cashtide.ui.component;

import cashtide.money.Money;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.data.binder.ValidationResult;
import com.vaadin.flow.data.binder.Validator;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An amount above zero of one currency. It is taken as it was typed, never rounded; one that cannot be is marked. */
public final class AmountField extends BigDecimalField {

    private final Currency currency;

    /** With a proposal in it, which gives the currency. */
    public AmountField(String label, Money proposed) {
        super(label);
        currency = proposed.currency();
        setPrefixComponent(new Span(currency.getCurrencyCode()));
        setRequiredIndicatorVisible(true);
        setI18n(new BigDecimalFieldI18n()
                .setRequiredErrorMessage("How much?")
                .setBadInputErrorMessage("Write it as digits, with a point before the cents."));
        show(proposed);
    }

    public void show(Money amount) {
        setValue(amount.major());
    }

    /** What stands there; empty while nothing usable does. */
    public Optional<Money> money() {
        return problem(getValue()) == null
                ? Optional.of(new Money(minor(getValue()).longValueExact(), currency))
                : Optional.empty();
    }

    @Override
    public Validator<BigDecimal> getDefaultValidator() {
        Validator<BigDecimal> usual = super.getDefaultValidator();
        return (value, context) -> {
            ValidationResult result = usual.apply(value, context);
            String problem = value == null ? null : problem(value);
            return result.isError() || problem == null ? result : ValidationResult.error(problem);
        };
    }

    private @Nullable String problem(@Nullable BigDecimal value) {
        if (value == null) {
            return "How much?";
        }
        if (value.signum() <= 0) {
            return "An amount above zero.";
        }
        BigDecimal minor = minor(value);
        if (minor.stripTrailingZeros().scale() > 0) {
            return currency.getCurrencyCode() + " has " + currency.getDefaultFractionDigits() + " decimals.";
        }
        return minor.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? "That is more than there is." : null;
    }

    private BigDecimal minor(BigDecimal value) {
        return value.movePointRight(currency.getDefaultFractionDigits());
    }
}
