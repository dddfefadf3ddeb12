package cashtide.ui.admin;

import cashtide.app.identity.Member;
import cashtide.app.identity.TenantDirectory;
import cashtide.app.identity.TenantRole;
import cashtide.app.signin.Access;
import cashtide.app.signin.CurrentPerson;
import cashtide.app.signin.Membership;
import cashtide.app.signin.SignedIn;
import cashtide.tenant.Tenants;
import cashtide.ui.component.Export;
import cashtide.ui.component.ExportButton;
import cashtide.ui.component.SearchField;
import cashtide.ui.component.Toast;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.ui.shell.ViewHeader;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.client.RestClientException;

/** The people of the tenant and what they may do, as Keycloak has them. */
@Route(value = "users", layout = MainLayout.class)
@PageTitle("Users")
@Menu(title = "Users", icon = "users", order = Menus.ADMIN + 10)
@RolesAllowed(Access.TENANT_ADMIN)
@StyleSheet("admin.css")
public final class UsersView extends Div {

    private static final long serialVersionUID = 1L;

    private final transient TenantDirectory directory;
    private final transient Membership membership;
    private final SignedIn person;
    private final Grid<Member> grid = new Grid<>();
    private final Span trouble = new Span();
    private final SearchField search = new SearchField("Name or role", "Search the users");
    private final LocalDate today;
    private transient List<Member> members = List.of();

    public UsersView(CurrentPerson current, TenantDirectory directory, Membership membership, Tenants tenants) {
        this.membership = membership;
        this.directory = directory;
        this.person = current.get();
        this.today = tenants.inTx(person.actor(), tx -> tx.businessDate());
        addClassName("ct-view");
        search.onSearch(this::show);
        Button invite =
                new Button("Invite a person", click -> new InviteDialog(directory, alias(), this::refresh).open());
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setAllRowsVisible(true);
        grid.addColumn(UsersView::name).setHeader("Name").setFlexGrow(1);
        grid.addColumn(member -> member.person().email()).setHeader("E-mail").setFlexGrow(1);
        grid.addComponentColumn(this::roles).setHeader("Roles").setFlexGrow(2);
        grid.addComponentColumn(this::remove).setHeader("").setWidth("130px").setFlexGrow(0);
        trouble.getElement().setAttribute("role", "status");
        Section body = new Section(trouble, grid);
        body.addClassNames("ct-body", "ct-pad");
        add(
                new ViewHeader("Users")
                        .subtitle("Who is given other roles is signed out here, and has them from the next sign-in")
                        .actions(
                                search,
                                new ExportButton(tenants, person.actor(), UsersView.class, this::export),
                                invite),
                body);
        refresh();
    }

    private String alias() {
        return person.tenant().alias();
    }

    private void refresh() {
        attempt(() -> members = directory.members(alias()));
        show();
    }

    private void show() {
        grid.setItems(found());
        grid.setEmptyStateText(
                search.isEmpty()
                        ? "Nobody yet. Invite a person."
                        : "Nobody matches \u2018" + search.getValue() + "\u2019.");
    }

    private List<Member> found() {
        String text = search.getValue().strip().toLowerCase(Locale.ROOT);
        return members.stream()
                .filter(member -> (name(member) + " " + member.person().email() + " " + words(member))
                        .toLowerCase(Locale.ROOT)
                        .contains(text))
                .toList();
    }

    private Export<Member> export() {
        List<Member> rows = found();
        return new Export<>(
                "users",
                today,
                List.of(
                        Export.text("Name", UsersView::name),
                        Export.text("E-mail", member -> member.person().email()),
                        Export.text("Roles", UsersView::words)),
                tx -> rows.stream());
    }

    private static String name(Member member) {
        return member.person().firstName() + " " + member.person().lastName();
    }

    private static String words(Member member) {
        return member.roles().stream().sorted().map(RoleWords::of).collect(Collectors.joining(", "));
    }

    private MultiSelectComboBox<TenantRole> roles(Member member) {
        MultiSelectComboBox<TenantRole> roles = new MultiSelectComboBox<>();
        roles.setItems(List.of(TenantRole.values()));
        roles.setItemLabelGenerator(RoleWords::of);
        roles.setAriaLabel("Roles of " + member.person().email());
        roles.setValue(member.roles());
        roles.setWidthFull();
        // Nobody locks himself out of this page.
        roles.setReadOnly(own(member));
        roles.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                change(member, change.getOldValue(), change.getValue());
            }
        });
        return roles;
    }

    private void change(Member member, Set<TenantRole> before, Set<TenantRole> wanted) {
        attempt(() -> {
            membership.assignRoles(person.actor(), alias(), member.userId(), wanted);
            Toast.undoable("Roles of " + name(member) + " changed", () -> {
                attempt(() -> membership.assignRoles(person.actor(), alias(), member.userId(), before));
                refresh();
            });
        });
        attempt(() -> members = directory.members(alias()));
    }

    private Button remove(Member member) {
        Button remove = new Button("Remove", click -> confirmRemoval(member));
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        remove.setVisible(!own(member));
        return remove;
    }

    private void confirmRemoval(Member member) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader("Remove " + member.person().email());
        dialog.setText("This takes away the access to this company and signs the person out of it, at once.");
        dialog.setCancelable(true);
        dialog.setCancelText("Keep access");
        dialog.setConfirmText("Remove");
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> {
            attempt(() -> membership.remove(person.actor(), alias(), member.userId()));
            refresh();
        });
        dialog.open();
    }

    private boolean own(Member member) {
        return member.userId().equals(person.userId().toString());
    }

    private void attempt(Runnable call) {
        try {
            call.run();
            trouble.setText("");
        } catch (RestClientException failure) {
            trouble.setText(
                    "Keycloak does not answer, so people cannot be shown or changed now. Everything else works.");
        }
    }
}
