package cashtide.ui.admin;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.branding.Brand;
import cashtide.branding.SetLogo;
import cashtide.tenant.Actor;
import cashtide.ui.component.Toast;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import java.util.Base64;

/** The logo of now, another one for it, or none. */
final class LogoUpload extends Div {

    private static final long serialVersionUID = 1L;

    private final Actor actor;
    private final transient SetLogo setLogo;
    private final transient Runnable saved;

    LogoUpload(Actor actor, Brand brand, SetLogo setLogo, Runnable saved) {
        this.actor = actor;
        this.setLogo = setLogo;
        this.saved = saved;
        addClassNames("ct-progress", "ct-logo-upload");
        Image picture = new Image("tenant/logo?v=" + brand.version(), "Logo of now");
        Upload upload = new Upload(UploadHandler.inMemory((metadata, bytes) -> getUI().ifPresent(ui ->
                ui.accessSynchronously(() -> save(Base64.getEncoder().encodeToString(bytes))))));
        upload.setId("logo");
        // Its answer brings what the handler changed: there is no push.
        upload.getElement().addEventListener("upload-success", answered -> {});
        upload.setAcceptedMimeTypes("image/png", "image/jpeg", "image/webp", "image/svg+xml");
        upload.setMaxFiles(1);
        upload.setMaxFileSize(SetLogo.BYTES_MAX);
        upload.addFileRejectedListener(no -> Toast.refused(no.getErrorMessage()));
        upload.setUploadButton(new Button("Choose a logo"));
        upload.setDropLabel(new Span("or drop it here"));
        Span hint = new Span("PNG, JPEG, WebP or SVG, square, at most " + SetLogo.BYTES_MAX / 1000 + " kB");
        hint.addClassName("ct-sub");
        add(picture, upload, hint);
        if (brand.logo()) {
            Button remove = new Button("Remove the logo", click -> confirmRemoval());
            remove.addThemeVariants(ButtonVariant.TERTIARY);
            add(remove);
        }
    }

    private void confirmRemoval() {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader("Remove the logo");
        dialog.setText("The tenant's first letter stands in its place, here and on the sign-in page.");
        dialog.setCancelable(true);
        dialog.setConfirmText("Remove the logo");
        dialog.addConfirmListener(confirmed -> save(""));
        dialog.open();
    }

    private void save(String picture) {
        Outcome<SetLogo.Changed> outcome = setLogo.handle(actor, new SetLogo.Change(CommandId.fresh(), picture, ""));
        if (outcome instanceof Outcome.Rejected<SetLogo.Changed> no) {
            Toast.refused(no.reason().text() + ". " + no.detail());
        } else {
            saved.run();
        }
    }
}
