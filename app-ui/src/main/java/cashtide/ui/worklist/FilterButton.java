package cashtide.ui.worklist;

import cashtide.ui.component.Icon;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.textfield.BigDecimalField;
import java.util.List;
import java.util.function.Consumer;

/** The worklist's filters: what is on stands on the button, and all of it in the address. */
final class FilterButton extends Div {

    private final Checkbox mine = new Checkbox("My accounts");
    private final Checkbox overdue = new Checkbox("Overdue only");
    private final ComboBox<String> currency = new ComboBox<>("Currency");
    private final BigDecimalField minimum = new BigDecimalField("At least overdue");
    private final Button button = new Button("Filter", Icon.FILTER.draw());

    private WorklistAddress address = WorklistAddress.start();

    FilterButton(Consumer<WorklistAddress> changed) {
        button.addClassName("ct-btn");
        currency.setClearButtonVisible(true);
        Div form = new Div(mine, overdue, currency, minimum);
        form.setClassName("ct-form ct-filter");
        Popover popover = new Popover(form);
        popover.setTarget(button);
        add(button, popover);
        mine.addValueChangeListener(change -> apply(change.isFromClient(), changed));
        overdue.addValueChangeListener(change -> apply(change.isFromClient(), changed));
        currency.addValueChangeListener(change -> apply(change.isFromClient(), changed));
        minimum.addValueChangeListener(change -> apply(change.isFromClient(), changed));
    }

    void show(WorklistAddress shown, List<String> currencies) {
        address = shown;
        mine.setValue(shown.mine());
        overdue.setValue(shown.overdueOnly());
        currency.setItems(currencies);
        currency.setValue(currencies.contains(shown.currency()) ? shown.currency() : null);
        minimum.setValue(shown.minimum());
        button.setText(shown.filters() == 0 ? "Filter" : "Filter, " + shown.filters() + " on");
    }

    private void apply(boolean byPerson, Consumer<WorklistAddress> changed) {
        if (byPerson) {
            var least = minimum.getValue();
            changed.accept(new WorklistAddress(
                    address.tab(),
                    address.search(),
                    mine.getValue(),
                    overdue.getValue(),
                    currency.getValue(),
                    least == null || least.signum() <= 0 ? null : least,
                    null));
        }
    }
}
