package cashtide.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouteNotFoundError;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;

/**
 * No such page, or none for this person's roles: Vaadin's access control answers so for a route that the roles do not
 * allow, so that the two cannot be told apart.
 */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
public final class NoSuchPage extends RouteNotFoundError {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        Div note = new ErrorNote(
                "Nothing here",
                "There is no page at this address, or the roles of this account do not include it. "
                        + "A tenant admin can change roles.",
                new Anchor("", "Go to the first screen"));
        getElement().appendChild(note.getElement());
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
