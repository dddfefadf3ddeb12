package cashtide.ui.sandbox;

import cashtide.app.signin.Access;
import cashtide.app.signin.CurrentPerson;
import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.sandbox.AdvanceBusinessDate;
import cashtide.sandbox.WaitingDays;
import cashtide.tenant.Actor;
import cashtide.tenant.Tenant;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.ui.component.Figures;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.ui.shell.Texts;
import cashtide.ui.shell.ViewHeader;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Shows a sandbox's day and moves it forward by a day, a week or four weeks. Other tenants have no such page. */
@Route(value = "sandbox-day", layout = MainLayout.class)
@PageTitle("Sandbox day")
@Menu(title = "Sandbox day", icon = "cal", order = Menus.DATA + 30)
@RolesAllowed({Access.TENANT_ADMIN, Access.CFO})
@StyleSheet("sandbox.css")
public final class SandboxDayView extends Div implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final int[] STEPS = {1, 7, 28};

    private final transient Tenants tenants;
    private final transient AdvanceBusinessDate advance;
    private final transient WaitingDays waiting;
    private final Actor actor;
    private final Span day = new Span();
    private final Span rest = new Span();
    private final Div steps = new Div();
    private final Div result = new Div();

    public SandboxDayView(CurrentPerson current, Tenants tenants, AdvanceBusinessDate advance, WaitingDays waiting) {
        this.tenants = tenants;
        this.advance = advance;
        this.waiting = waiting;
        this.actor = current.actor();
        addClassName("ct-view");
        day.addClassName("ct-sandbox-day");
        day.setId("sandbox-day");
        rest.addClassName("ct-sub");
        steps.addClassName("ct-sandbox-steps");
        result.addClassName("ct-sandbox-result");
        Div now = new Div(new H2("Today in this sandbox"), day, rest);
        now.addClassName("ct-figure");
        Section body = new Section(now, steps, result);
        body.addClassNames("ct-body", "ct-pad", "ct-sandbox");
        add(new ViewHeader("Sandbox day").subtitle("A real history, replayed day by day"), body);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        @Nullable LocalDate today = sandboxDay();
        if (today == null) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        show(today);
    }

    private @Nullable LocalDate sandboxDay() {
        Tenant tenant = tenants.inTx(actor, TenantTx::tenant);
        return tenant.sandboxDay();
    }

    private void show(LocalDate today) {
        WaitingDays.Waiting all = waiting.until(actor, LocalDate.of(9999, 1, 1));
        day.setText(Figures.date(today));
        rest.setText(
                all.rows() == 0
                        ? "No imported rows wait for a later day."
                        : Texts.count(all.invoices(), "invoice", "invoices") + " and "
                                + Texts.count(all.payments(), "payment", "payments") + " wait for later days.");
        steps.removeAll();
        for (int days : STEPS) {
            steps.add(step(today, days));
        }
    }

    private Div step(LocalDate today, int days) {
        LocalDate target = today.plusDays(days);
        WaitingDays.Waiting posts = waiting.until(actor, target);
        String what = posts.rows() == 0
                ? "Nothing is waiting in between."
                : "Posts " + Texts.count(posts.invoices(), "invoice", "invoices") + " and "
                        + Texts.count(posts.payments(), "payment", "payments") + ".";
        Button button = new Button("Advance to " + Figures.date(target), click -> confirm(target, what));
        button.setId("advance-" + days);
        if (days == 28) {
            button.addThemeVariants(ButtonVariant.PRIMARY);
        }
        Span label = new Span(days == 1 ? "One day" : days == 7 ? "One week" : "Four weeks");
        label.addClassName("ct-figure-label");
        Div card = new Div(label, new Paragraph(what), button);
        card.addClassName("ct-figure");
        return card;
    }

    private void confirm(LocalDate target, String what) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader("Advance to " + Figures.date(target));
        dialog.setText(what + " Promises whose time has come are decided. The day cannot be moved back.");
        dialog.setCancelable(true);
        dialog.setConfirmText("Advance to " + Figures.date(target));
        dialog.addConfirmListener(confirmed -> advanceTo(target));
        dialog.open();
    }

    private void advanceTo(LocalDate target) {
        switch (advance.handle(actor, new AdvanceBusinessDate.Advance(CommandId.fresh(), target))) {
            case Outcome.Done<AdvanceBusinessDate.Advanced> done -> {
                AdvanceBusinessDate.Advanced moved = done.value();
                result.setText("From " + Figures.date(moved.from()) + " to " + Figures.date(moved.day()) + ": "
                        + Texts.count(moved.rowsPosted(), "row", "rows")
                        + " posted. Scores and forecast follow when the data plane has read them.");
                show(moved.day());
            }
            case Outcome.Rejected<AdvanceBusinessDate.Advanced> no ->
                Notification.show(no.reason().text() + " " + no.detail());
            case Outcome.NotFound<AdvanceBusinessDate.Advanced> gone -> Notification.show("There is no such sandbox.");
            case Outcome.Conflict<AdvanceBusinessDate.Advanced> used -> Notification.show("Try again.");
        }
    }
}
