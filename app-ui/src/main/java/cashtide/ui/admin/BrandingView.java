package cashtide.ui.admin;

import cashtide.app.signin.Access;
import cashtide.app.signin.CurrentPerson;
import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.branding.Brand;
import cashtide.branding.Brands;
import cashtide.branding.Contrast;
import cashtide.branding.SetBrand;
import cashtide.tenant.Actor;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.ui.shell.ViewHeader;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The tenant's two accent colours and the line under its name, with the contrast they give, before they are saved. */
@Route(value = "branding", layout = MainLayout.class)
@PageTitle("Branding")
@Menu(title = "Branding", icon = "tag", order = Menus.ADMIN + 30)
@RolesAllowed(Access.TENANT_ADMIN)
@StyleSheet("admin.css")
public final class BrandingView extends Div {

    private static final long serialVersionUID = 1L;
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    private final transient SetBrand setBrand;
    private final Actor actor;
    private final TextField light = new TextField("Accent on light ground");
    private final TextField dark = new TextField("Accent on dark ground");
    private final TextField subtitle = new TextField("Line under the name");
    private final Button save = new Button("Save brand", click -> save());
    private final Div checks = new Div();
    private final Div preview = new Div();
    private final Span result = new Span();

    public BrandingView(CurrentPerson current, Brands brands, SetBrand setBrand) {
        this.setBrand = setBrand;
        this.actor = current.actor();
        Brand brand = brands.of(actor);
        addClassName("ct-view");
        for (TextField field : List.of(light, dark, subtitle)) {
            field.setWidth("320px");
            field.setValueChangeMode(ValueChangeMode.EAGER);
            field.addValueChangeListener(change -> check());
        }
        light.setValue(brand.accentLight());
        dark.setValue(brand.accentDark());
        subtitle.setValue(brand.subtitle());
        light.setHelperText("#rrggbb");
        dark.setHelperText("#rrggbb, the same hue and lighter");
        subtitle.setMaxLength(60);
        save.addThemeVariants(ButtonVariant.PRIMARY);
        result.getElement().setAttribute("role", "status");
        checks.addClassName("ct-checks");
        preview.addClassName("ct-progress");
        Div fields = new Div(light, dark, subtitle);
        fields.addClassName("ct-checks");
        Section body = new Section(fields, new H2("Preview"), preview, new H2("Contrast"), checks, result);
        body.addClassNames("ct-body", "ct-pad");
        add(new ViewHeader("Branding").subtitle(brand.name()).actions(save), body);
        check();
    }

    private void check() {
        checks.removeAll();
        preview.removeAll();
        result.setText("");
        boolean colours = COLOUR.matcher(light.getValue()).matches()
                && COLOUR.matcher(dark.getValue()).matches();
        light.setInvalid(!COLOUR.matcher(light.getValue()).matches());
        dark.setInvalid(!COLOUR.matcher(dark.getValue()).matches());
        save.setEnabled(false);
        if (!colours) {
            return;
        }
        List<Contrast> pairs = Contrast.of(light.getValue(), dark.getValue());
        for (Contrast pair : pairs) {
            Span chip = new Span(String.format(Locale.UK, "%.1f of %.1f", pair.ratio(), pair.needed()));
            chip.addClassNames("ct-chip", pair.enough() ? "ok" : "danger");
            Div line = new Div(chip, new Span(pair.what()));
            line.addClassName("ct-progress");
            checks.add(line);
        }
        preview.add(swatch(light.getValue(), "#ffffff", "Light"), swatch(dark.getValue(), "#0c1116", "Dark"));
        save.setEnabled(pairs.stream().allMatch(Contrast::enough));
    }

    private static Span swatch(String ground, String label, String words) {
        Span swatch = new Span(words);
        swatch.getStyle()
                .setBackground(ground)
                .setColor(label)
                .setPadding("8px 20px")
                .setBorderRadius("9px")
                .setFontWeight("600");
        return swatch;
    }

    private void save() {
        Outcome<SetBrand.Changed> outcome = setBrand.handle(
                actor, new SetBrand.Change(CommandId.fresh(), light.getValue(), dark.getValue(), subtitle.getValue()));
        if (outcome instanceof Outcome.Rejected<SetBrand.Changed> no) {
            result.setText(no.reason().text() + ". " + no.detail());
        } else {
            // The stylesheet's address carries the brand's version: a new page shows the new brand.
            getUI().ifPresent(ui -> ui.getPage().reload());
        }
    }
}
