package cashtide.ui.component;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

/** The search over a list, at the end of its header. */
public final class SearchField extends TextField {

    /**
     * Makes it.
     *
     * @param placeholder what is searched for, such as {@code Name or number}
     * @param label what is searched, for screen readers
     */
    public SearchField(String placeholder, String label) {
        setPlaceholder(placeholder);
        setAriaLabel(label);
        setPrefixComponent(Icon.SEARCH.draw());
        setClearButtonVisible(true);
        setValueChangeMode(ValueChangeMode.LAZY);
        addClassName("ct-search");
    }

    /** Called while a person types, not when an address fills it. */
    public void onSearch(Runnable search) {
        addValueChangeListener(change -> {
            if (change.isFromClient()) {
                search.run();
            }
        });
    }
}
