package cashtide.ui.shell;

import cashtide.time.TimeOrderedId;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.InternalServerError;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A view that could not be shown: says so with a number under which the log has the cause. */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
public final class FailedPage extends InternalServerError {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FailedPage.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        String reference = reference();
        LOG.error("{} at /{}", reference, event.getLocation().getPath(), parameter.getException());
        Div note = new ErrorNote(
                "This page could not be shown",
                "Nothing was changed. The other screens may still work. Reference " + reference + ".",
                new Anchor(event.getLocation().getPath(), "Try again"));
        getElement().removeAllChildren();
        getElement().appendChild(note.getElement());
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    /** Short enough to be read out on the phone. */
    static String reference() {
        String id = TimeOrderedId.next().toString().replace("-", "");
        return id.substring(id.length() - 8);
    }
}
