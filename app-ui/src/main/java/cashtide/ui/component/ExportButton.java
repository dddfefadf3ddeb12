package cashtide.ui.component;

import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.Tenants;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Saves a list as CSV or as an Excel workbook. The file is made whole on disk before it is sent, in one transaction, so that
 * a slow line neither holds a transaction nor sees half of a change.
 */
public final class ExportButton extends Div {

    private final Tenants tenants;
    private final Actor actor;
    private final Set<String> allowed;
    private final Supplier<Export<?>> shown;

    /**
     * Makes it.
     *
     * @param view whose roles may export: nobody saves what they may not see
     * @param shown the list as it is filtered when the person asks
     */
    public ExportButton(Tenants tenants, Actor actor, Class<?> view, Supplier<Export<?>> shown) {
        this(tenants, actor, view, shown, "export", "All rows of the filter, not only those in sight");
    }

    /** Of the rows that are marked, beside the button of the whole list. */
    public static ExportButton ofMarked(Tenants tenants, Actor actor, Class<?> view, Supplier<Export<?>> marked) {
        return new ExportButton(tenants, actor, view, marked, "export-marked", "The marked rows only");
    }

    private ExportButton(
            Tenants tenants, Actor actor, Class<?> view, Supplier<Export<?>> shown, String id, String what) {
        this.tenants = tenants;
        this.actor = actor;
        this.allowed = Set.of(view.getAnnotation(RolesAllowed.class).value());
        this.shown = shown;
        Button button = new Button("Export", Icon.DOWNLOAD.draw());
        button.addClassName("ct-btn");
        button.setId(id);
        Span note = new Span(what);
        note.setClassName("ct-sub ct-xs");
        Div menu = new Div(
                link(Export.Format.CSV, "CSV", id + "-csv"),
                link(Export.Format.XLSX, "Excel workbook", id + "-xlsx"),
                note);
        menu.setClassName("ct-menu");
        Popover popover = new Popover(menu);
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel("Export");
        add(button, popover);
        setVisible(may(actor, allowed));
    }

    /** Whether one of the actor's roles is among the allowed ones. */
    static boolean may(Actor actor, Set<String> allowed) {
        return actor.roles().stream().map(Role::code).anyMatch(allowed::contains);
    }

    private Anchor link(Export.Format format, String words, String id) {
        DownloadHandler handler = event -> send(event, format);
        Anchor link = new Anchor(handler, words);
        link.setId(id);
        return link;
    }

    private void send(DownloadEvent event, Export.Format format) throws IOException {
        if (!may(actor, allowed)) {
            event.getResponse().setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Export<?> export = asked(event.getSession());
        Path file = Files.createTempFile("cashtide-export", "");
        try {
            String name = tenants.inLongTx(actor, tx -> {
                write(export, tx, format, file);
                return export.fileName(tx.tenant().alias(), format);
            });
            event.setFileName(name);
            event.setContentType(format.mediaType());
            event.setContentLength(Files.size(file));
            Files.copy(file, event.getOutputStream());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Export<?> asked(VaadinSession session) {
        session.lock();
        try {
            return shown.get();
        } finally {
            session.unlock();
        }
    }

    private static void write(Export<?> export, cashtide.tenant.TenantTx tx, Export.Format format, Path file) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            export.write(tx, format, out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot write the list", e);
        }
    }
}
