package cashtide.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.menu.MenuConfiguration;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.stream.Stream;

/** The root address: goes to the worklist, for whom has none to the cash forecast, else to the first screen of the menu. */
@Route(value = "", layout = MainLayout.class)
@PermitAll
public final class HomeView extends Div implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    /** Whom to call, and how much cash to expect. */
    private static final List<String> FIRST_QUESTIONS = List.of("worklist", "forecast");

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        List<String> open = MenuConfiguration.getMenuEntries().stream()
                .map(entry -> entry.path().replaceFirst("^/", ""))
                .toList();
        Stream.concat(FIRST_QUESTIONS.stream().filter(open::contains), open.stream())
                .findFirst()
                // Without what the sign-in left behind in the address.
                .ifPresent(path -> event.forwardTo(path, QueryParameters.empty()));
    }
}
