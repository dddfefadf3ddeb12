package cashtide.ui.admin;

import cashtide.app.signin.Access;
import cashtide.app.signin.CurrentPerson;
import cashtide.app.tenants.SignInBrand;
import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.branding.Brand;
import cashtide.branding.Brands;
import cashtide.branding.Contrast;
import cashtide.branding.SetBrand;
import cashtide.branding.SetLogo;
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
import org.springframework.web.client.RestClientException;

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
    private final transient SignInBrand signInBrand;
    private final Actor actor;
    private final String alias;
    private final TextField light = new TextField("Accent on light ground");
    private final TextField dark = new TextField("Accent on dark ground");
    private final TextField subtitle = new TextField("Line under the name");
    private final Button save = new Button("Save brand", click -> save());
    private final Div checks = new Div();
    private final Div preview = new Div();
    private final Span result = new Span();

    public BrandingView(
            CurrentPerson current, Brands brands, SetBrand setBrand, SetLogo setLogo, SignInBrand signInBrand) {
        this.setBrand = setBrand;
        this.signInBrand = signInBrand;
        this.actor = current.actor();
        this.alias = current.get().tenant().alias();
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
        LogoUpload logo = new LogoUpload(actor, brand, setLogo, this::saved);
        Section body = new Section(
                fields, new H2("Logo"), logo, new H2("Preview"), preview, new H2("Contrast"), checks, result);
        body.addClassNames("ct-body", "ct-pad");
        add(new ViewHeader("Branding").subtitle(brand.name()).actions(save), body);
        check();
    }

    /** Where the accent could be taken for a status, the page says so; the status colours stay as they are. */
    private static boolean nearStatusHue(String colour) {
        float[] hsb = java.awt.Color.RGBtoHSB(
                Integer.parseInt(colour.substring(1, 3), 16),
                Integer.parseInt(colour.substring(3, 5), 16),
                Integer.parseInt(colour.substring(5, 7), 16),
                null);
        float hue = hsb[0] * 360;
        return hsb[1] > 0.25f && (hue < 63 || hue > 335);
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
        if (nearStatusHue(light.getValue())) {
            checks.add(
                    new Span("This colour is near the red and amber of warnings: selections may be taken for them."));
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
            saved();
        }
    }

    /** The sign-in page is told, then the page is loaded again: the addresses of stylesheet and logo carry the version. */
    private void saved() {
        try {
            signInBrand.show(actor, alias);
        } catch (RestClientException unreachable) {
            result.setText("Saved. The sign-in page keeps the old brand until Keycloak answers: save again then.");
            return;
        }
        getUI().ifPresent(ui -> ui.getPage().reload());
    }
}
