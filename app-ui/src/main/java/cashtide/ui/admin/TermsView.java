package cashtide.ui.admin;

import cashtide.app.signin.Access;
import cashtide.app.signin.CurrentPerson;
import cashtide.customer.DefineTerms;
import cashtide.customer.TermsCatalogue;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.Tenants;
import cashtide.time.BusinessDayConvention;
import cashtide.ui.component.Export;
import cashtide.ui.component.ExportButton;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.ui.shell.ViewHeader;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.List;

/** The terms of payment that customers of this tenant may buy on. */
@Route(value = "terms", layout = MainLayout.class)
@PageTitle("Terms")
@Menu(title = "Terms", icon = "cal", order = Menus.ADMIN + 20)
@RolesAllowed({Access.TENANT_ADMIN, Access.AR_CLERK})
@StyleSheet("admin.css")
public final class TermsView extends Div {

    private static final long serialVersionUID = 1L;

    private final transient TermsCatalogue catalogue;
    private final Actor actor;
    private final LocalDate today;
    private final Grid<TermsCatalogue.Entry> grid = new Grid<>();

    public TermsView(CurrentPerson current, Tenants tenants, DefineTerms defineTerms) {
        this.catalogue = new TermsCatalogue(tenants);
        this.actor = current.actor();
        this.today = tenants.inTx(actor, tx -> tx.businessDate());
        addClassName("ct-view");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.addClassName("ct-list-grid");
        grid.setAllRowsVisible(true);
        grid.addColumn(TermsCatalogue.Entry::code)
                .setHeader("Code")
                .setWidth("140px")
                .setFlexGrow(0);
        grid.addColumn(TermsCatalogue.Entry::name).setHeader("Name").setFlexGrow(1);
        grid.addColumn(entry -> entry.terms().text()).setHeader("Due").setFlexGrow(1);
        grid.addColumn(entry -> words(entry.convention()))
                .setHeader("When the day is no business day")
                .setFlexGrow(1);
        Button define = new Button("Define terms", click -> new TermsDialog(defineTerms, actor, this::refresh).open());
        define.setId("define-terms");
        define.addThemeVariants(ButtonVariant.PRIMARY);
        define.setVisible(actor.roles().contains(Role.TENANT_ADMIN));
        Section body = new Section(grid);
        body.addClassNames("ct-body", "ct-pad");
        add(
                new ViewHeader("Terms")
                        .subtitle("Due and discount dates are frozen when an invoice is issued")
                        .actions(new ExportButton(tenants, actor, TermsView.class, this::export), define),
                body);
        refresh();
    }

    private void refresh() {
        grid.setItems(catalogue.all(actor));
    }

    private Export<TermsCatalogue.Entry> export() {
        List<TermsCatalogue.Entry> all = catalogue.all(actor);
        return new Export<>(
                "terms",
                today,
                List.of(
                        Export.text("Code", TermsCatalogue.Entry::code),
                        Export.text("Name", TermsCatalogue.Entry::name),
                        Export.text("Due", entry -> entry.terms().text()),
                        Export.text("Convention", entry -> words(entry.convention()))),
                tx -> all.stream());
    }

    static String words(BusinessDayConvention convention) {
        return switch (convention) {
            case NONE -> "Stays due that day";
            case FOLLOWING -> "Next business day";
            case MODIFIED_FOLLOWING -> "Next business day of the same month";
            case PRECEDING -> "Business day before";
        };
    }
}
