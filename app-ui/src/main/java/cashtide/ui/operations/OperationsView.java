package cashtide.ui.operations;

import cashtide.app.signin.Access;
import cashtide.app.signin.CurrentPerson;
import cashtide.audit.CommandId;
import cashtide.dataplane.DataPlane;
import cashtide.dataplane.DataPlaneRun;
import cashtide.dataplane.Freshness;
import cashtide.dataplane.RequestRun;
import cashtide.dataplane.RunKind;
import cashtide.tenant.Actor;
import cashtide.tenant.Tenant;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.ui.component.ExportButton;
import cashtide.ui.component.Figures;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.ui.shell.Ticker;
import cashtide.ui.shell.ViewHeader;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/** Jobs of the data plane with their progress, freshness of the lake, and its difference to the ledger, which must be 0. */
@Route(value = "operations", layout = MainLayout.class)
@PageTitle("Operations")
@Menu(title = "Operations", icon = "gear", order = Menus.DATA + 20)
@RolesAllowed({Access.TENANT_ADMIN, Access.ANALYST, Access.CFO, Access.AR_CLERK})
@StyleSheet("operations.css")
public final class OperationsView extends Div {

    private static final long serialVersionUID = 1L;
    private static final int RUNS_SHOWN = 50;
    private static final int LOOK_EVERY_MILLIS = 2_000;

    private final transient DataPlane dataPlane;
    private final transient RequestRun requestRun;
    private final Actor actor;
    private final FreshnessCards cards;
    private final ReconciliationTable reconciliation;
    private final RunTable runs;

    public OperationsView(CurrentPerson current, Tenants tenants, DataPlane dataPlane, RequestRun requestRun) {
        this.dataPlane = dataPlane;
        this.requestRun = requestRun;
        this.actor = current.actor();
        Tenant tenant = tenants.inTx(actor, TenantTx::tenant);
        ZoneId zone = tenant.zone();
        InstantSource clock = tenants.clock();
        cards = new FreshnessCards(zone);
        reconciliation = new ReconciliationTable(zone, new Figures(tenant.locale()));
        runs = new RunTable(
                zone,
                clock,
                new ExportButton(
                        tenants,
                        actor,
                        OperationsView.class,
                        () -> RunTable.export(tenants.inTx(actor, TenantTx::businessDate), zone)));
        addClassName("ct-view");
        ViewHeader header = new ViewHeader("Operations")
                .subtitle("Jobs, freshness and reconciliation")
                .beside(reconciliation.chip())
                .actions(
                        request("Reconcile", RunKind.RECONCILE, false),
                        request("Publish now", RunKind.PUBLISH, false),
                        request("Score now", RunKind.SCORE, true));
        Section body = new Section(cards, reconciliation, runs);
        body.addClassNames("ct-body", "ct-pad", "ct-operations");
        add(header, body);
        refresh();
        Ticker.every(this, LOOK_EVERY_MILLIS, this::refresh);
    }

    private Button request(String label, RunKind kind, boolean primary) {
        Button button = new Button(label);
        button.setDisableOnClick(true);
        button.addClickListener(click -> {
            requestRun
                    .handle(actor, new RequestRun.Request(CommandId.fresh(), kind))
                    .orThrow();
            refresh();
            button.setEnabled(true);
        });
        if (primary) {
            button.addThemeVariants(ButtonVariant.PRIMARY);
        }
        return button;
    }

    private void refresh() {
        Freshness freshness = dataPlane.freshness(actor);
        List<DataPlaneRun> recent = dataPlane.recent(actor, RUNS_SHOWN);
        cards.show(freshness);
        reconciliation.show(freshness);
        runs.show(recent);
    }
}
