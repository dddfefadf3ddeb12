package cashtide.ui.shell;

import cashtide.tenant.Actor;
import cashtide.tenant.PreferenceStore;
import cashtide.tenant.Preferences;
import cashtide.tenant.Preferences.Scheme;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.select.Select;

/** Colour scheme and single keys; each takes effect at once. */
final class PreferencePanel extends Div {

    private static final long serialVersionUID = 1L;

    private final Select<Scheme> scheme = new Select<>();
    private final Checkbox singleKeys = new Checkbox("Single keys act, such as j and k");

    PreferencePanel(Actor actor, PreferenceStore preferences) {
        addClassName("ct-preferences");
        Preferences current = preferences.of(actor);
        scheme.setLabel("Colours");
        scheme.setItems(Scheme.values());
        scheme.setItemLabelGenerator(PreferencePanel::word);
        scheme.setValue(current.scheme());
        singleKeys.setValue(current.singleKeys());
        scheme.addValueChangeListener(change -> {
            save(actor, preferences);
            show(change.getValue());
        });
        singleKeys.addValueChangeListener(change -> {
            save(actor, preferences);
            // What listens for keys looks at it each time.
            getElement()
                    .executeJs(
                            "document.querySelector('vaadin-app-layout')?.toggleAttribute('data-single-keys', $0)",
                            change.getValue());
        });
        add(scheme, singleKeys);
    }

    private void save(Actor actor, PreferenceStore preferences) {
        preferences.set(
                actor,
                new Preferences(
                        scheme.getValue(),
                        singleKeys.getValue(),
                        preferences.of(actor).listPercent()));
    }

    private static void show(Scheme scheme) {
        UI.getCurrent()
                .getPage()
                .setColorScheme(
                        switch (scheme) {
                            case SYSTEM -> ColorScheme.Value.LIGHT_DARK;
                            case LIGHT -> ColorScheme.Value.LIGHT;
                            case DARK -> ColorScheme.Value.DARK;
                        });
    }

    private static String word(Scheme scheme) {
        return switch (scheme) {
            case SYSTEM -> "As the system";
            case LIGHT -> "Light";
            case DARK -> "Dark";
        };
    }
}
