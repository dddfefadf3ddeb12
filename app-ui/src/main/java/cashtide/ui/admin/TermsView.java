package cashtide.ui.admin;

import cashtide.app.signin.Access;
import cashtide.app.signin.CurrentPerson;
import cashtide.customer.TermsCatalogue;
import cashtide.tenant.Tenants;
import cashtide.time.BusinessDayConvention;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.ui.shell.ViewHeader;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Locale;

/** The terms of payment that customers of this tenant may buy on. */
@Route(value = "terms", layout = MainLayout.class)
@PageTitle("Terms")
@Menu(title = "Terms", icon = "cal", order = Menus.ADMIN + 20)
@RolesAllowed({Access.TENANT_ADMIN, Access.AR_CLERK})
public final class TermsView extends Div {

    private static final long serialVersionUID = 1L;

    public TermsView(CurrentPerson current, Tenants tenants) {
        addClassName("ct-view");
        Grid<TermsCatalogue.Entry> grid = new Grid<>();
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setAllRowsVisible(true);
        grid.addColumn(TermsCatalogue.Entry::code)
                .setHeader("Code")
                .setWidth("140px")
                .setFlexGrow(0);
        grid.addColumn(TermsCatalogue.Entry::name).setHeader("Name").setFlexGrow(1);
        grid.addColumn(entry -> entry.terms().text()).setHeader("Due").setFlexGrow(1);
        grid.addColumn(entry -> words(entry.convention()))
                .setHeader("On a bank holiday")
                .setFlexGrow(1);
        grid.setItems(new TermsCatalogue(tenants).all(current.actor()));
        Section body = new Section(grid);
        body.addClassNames("ct-body", "ct-pad");
        add(new ViewHeader("Terms").subtitle("due and discount dates are frozen when an invoice is issued"), body);
    }

    private static String words(BusinessDayConvention convention) {
        String words = convention.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
