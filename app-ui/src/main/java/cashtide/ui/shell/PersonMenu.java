package cashtide.ui.shell;

import cashtide.app.signin.SignedIn;
import cashtide.tenant.PreferenceStore;
import cashtide.tenant.Role;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import java.util.stream.Collectors;

/** Who is signed in, with preferences and sign-out behind it. */
final class PersonMenu extends Div {

    private static final long serialVersionUID = 1L;

    PersonMenu(SignedIn person, PreferenceStore preferences, Runnable signOutEverywhere) {
        addClassName("ct-me");
        Span initials = new Span(person.initials());
        initials.addClassName("ct-avatar");
        Span name = new Span(person.name());
        name.addClassName("ct-me-name");
        Span role = new Span(roles(person));
        role.addClassName("ct-me-role");
        Span words = new Span(name, role);
        words.addClassName("ct-me-words");
        Button open = new Button(new Span(initials, words));
        open.addThemeVariants(ButtonVariant.TERTIARY);
        open.addClassName("ct-me-button");
        open.setAriaLabel("Account of " + person.name());
        add(open, popover(open, person, preferences, signOutEverywhere));
    }

    private static Popover popover(
            Button open, SignedIn person, PreferenceStore preferences, Runnable signOutEverywhere) {
        Popover popover = new Popover();
        popover.setTarget(open);
        popover.setPosition(PopoverPosition.TOP_START);
        popover.setAriaLabel("Account");
        Button signOut = new Button("Sign out", click -> signOutEverywhere.run());
        signOut.setId("sign-out");
        Span username = new Span(person.username());
        username.addClassName("ct-sub");
        Div content = new Div(username, new PreferencePanel(person.actor(), preferences), signOut);
        content.addClassName("ct-account");
        popover.add(content);
        return popover;
    }

    private static String roles(SignedIn person) {
        return person.actor().roles().stream().sorted().map(PersonMenu::word).collect(Collectors.joining(", "));
    }

    private static String word(Role role) {
        return switch (role) {
            case CFO -> "CFO";
            case COLLECTOR -> "Collector";
            case AR_CLERK -> "AR clerk";
            case TENANT_ADMIN -> "Tenant admin";
            case ANALYST -> "Data analyst";
        };
    }
}
