package cashtide.ui.imports;

import cashtide.app.imports.ImportDesk;
import cashtide.app.signin.Access;
import cashtide.app.signin.CurrentPerson;
import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.imports.CancelImport;
import cashtide.imports.ImportRun;
import cashtide.imports.ImportRunId;
import cashtide.imports.ImportRuns;
import cashtide.imports.ImportStatus;
import cashtide.imports.StartImport;
import cashtide.imports.UndoImport;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.ui.component.ExportButton;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.ui.shell.Texts;
import cashtide.ui.shell.Ticker;
import cashtide.ui.shell.ViewHeader;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Imports receivables in four steps: files, columns, dry run, import. Whole or not at all. */
@Route(value = "imports", layout = MainLayout.class)
@PageTitle("Imports")
@Menu(title = "Imports", icon = "upload", order = Menus.DATA + 10)
@RolesAllowed({Access.TENANT_ADMIN, Access.AR_CLERK})
@StyleSheet("imports.css")
public final class ImportsView extends Div {

    private static final long serialVersionUID = 1L;
    private static final int LOOK_EVERY_MILLIS = 700;
    private static final int RECENT = 20;

    private final transient ImportDesk desk;
    private final transient ImportRuns runs;
    private final transient CancelImport cancelImport;
    private final transient UndoImport undoImport;
    private final Actor actor;
    private final Steps steps = new Steps();
    private final RunCard card = new RunCard();
    private final ProblemTable problems = new ProblemTable();
    private final ColumnMapping columns = new ColumnMapping();
    private final FileDrop files;
    private final RecentImports recent;
    private final Button check = new Button("Check the files");
    private final Button post = new Button("Import");
    private final Button cancel = new Button("Cancel");
    private final Span sentence = new Span();
    private @Nullable ImportRunId current;

    public ImportsView(
            CurrentPerson person,
            Tenants tenants,
            ImportDesk desk,
            ImportRuns runs,
            CancelImport cancelImport,
            UndoImport undoImport) {
        this.desk = desk;
        this.runs = runs;
        this.cancelImport = cancelImport;
        this.undoImport = undoImport;
        this.actor = person.actor();
        ZoneId zone = tenants.inTx(actor, TenantTx::tenant).zone();
        files = new FileDrop(desk, actor, this::filesChanged);
        columns.onDelimiter(() -> columns.read(files.files()));
        ExportButton export = new ExportButton(
                tenants,
                actor,
                ImportsView.class,
                () -> RecentImports.export(tenants.inTx(actor, TenantTx::businessDate), zone));
        recent = new RecentImports(zone, export, this::open, this::askUndo);
        addClassName("ct-view");
        check.setId("check-files");
        post.setId("import");
        check.addClickListener(click -> start(true));
        post.addClickListener(click -> start(false));
        post.addThemeVariants(ButtonVariant.PRIMARY);
        cancel.addClickListener(click -> cancel());
        Aside side = new Aside(files, card);
        side.addClassName("ct-import-side");
        Section main = new Section(columns, problems, recent);
        main.addClassNames("ct-body", "ct-import-main");
        Div split = new Div(side, main);
        split.addClassName("ct-import-split");
        Span actions = new Span(cancel, check, post);
        actions.addClassName("ct-head-actions");
        Footer foot = new Footer(sentence, actions);
        foot.addClassName("ct-action-bar");
        ViewHeader header = new ViewHeader("Import receivables")
                .subtitle("customers.csv, invoices.csv, payments.csv")
                .actions(problems.download());
        add(header, steps, split, foot);
        refresh();
        Ticker.every(this, LOOK_EVERY_MILLIS, this::refresh);
    }

    private void filesChanged() {
        current = null;
        columns.read(files.files());
        refresh();
    }

    private void start(boolean dryRun) {
        CommandId command = CommandId.fresh();
        Outcome<StartImport.Started> started =
                desk.accept(actor, command, "ui", files.label(), dryRun, files.copy(), columns.format());
        switch (started) {
            case Outcome.Done<StartImport.Started> done ->
                current = done.value().run();
            case Outcome.Rejected<StartImport.Started> no ->
                Notification.show(no.reason().text());
            case Outcome.NotFound<StartImport.Started> gone -> Notification.show("The files are gone. Add them again.");
            case Outcome.Conflict<StartImport.Started> used -> Notification.show("Try again.");
        }
        refresh();
    }

    private void cancel() {
        ImportRunId run = current;
        if (run != null) {
            switch (cancelImport.handle(actor, new CancelImport.Cancel(CommandId.fresh(), run))) {
                case Outcome.Done<CancelImport.Asked> asked ->
                    Notification.show("Asked to stop. Nothing of it is kept.");
                case Outcome.Rejected<CancelImport.Asked> no ->
                    Notification.show(no.reason().text());
                case Outcome.NotFound<CancelImport.Asked> gone -> Notification.show("There is no such import.");
                case Outcome.Conflict<CancelImport.Asked> used -> Notification.show("Try again.");
            }
        }
        refresh();
    }

    private void open(ImportRun run) {
        current = run.id();
        refresh();
    }

    private void askUndo(ImportRun run) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader("Take back this import");
        dialog.setText("This takes back " + Texts.count(run.counts().invoices(), "invoice", "invoices") + " and "
                + Texts.count(run.counts().payments(), "payment", "payments") + " of " + run.fileName()
                + ", by reversing entries. It works while nothing else depends on them.");
        dialog.setCancelable(true);
        dialog.setConfirmText("Take back " + run.fileName());
        dialog.addConfirmListener(confirmed -> {
            if (undoImport.handle(actor, new UndoImport.Undo(CommandId.fresh(), run.id()))
                    instanceof Outcome.Rejected<UndoImport.Undone> no) {
                Notification.show(no.reason().text() + " " + no.detail());
            }
            refresh();
        });
        dialog.open();
    }

    private void refresh() {
        ImportRunId id = current;
        ImportRun run = id == null ? null : runs.find(actor, id);
        recent.show(runs.recent(actor, RECENT));
        card.show(run);
        problems.show(run);
        boolean running = run != null && !run.status().isFinal();
        boolean checked = run != null && run.dryRun() && run.status() == ImportStatus.DONE;
        boolean imported = run != null && !run.dryRun() && run.status() == ImportStatus.DONE;
        boolean ready = files.complete();
        check.setEnabled(ready && !running);
        post.setEnabled(ready && checked);
        post.setText(run != null && checked ? "Import " + Texts.count(run.rowsTotal(), "line", "lines") : "Import");
        // What is being posted goes on to its end: nobody looks for a wish to stop any more.
        boolean posting = run != null && run.status() == ImportStatus.IMPORTING;
        cancel.setVisible(running && !posting);
        steps.show(ready, columns.complete(), run);
        sentence.setText(
                imported
                        ? "Imported. The same files again would change nothing."
                        : "The import starts when no problem blocks it. It is one transaction: all lines or none.");
    }
}
