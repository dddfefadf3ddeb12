package cashtide.ui.admin;

import cashtide.app.identity.InviteOutcome;
import cashtide.app.identity.Person;
import cashtide.app.identity.TenantDirectory;
import cashtide.app.identity.TenantRole;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.springframework.web.client.RestClientException;

/** Invites a person; the password for the first sign-in is shown once, to whoever invites. */
final class InviteDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient TenantDirectory directory;
    private final String alias;
    private final transient Runnable invited;
    private final EmailField email = new EmailField("E-mail");
    private final TextField first = new TextField("First name");
    private final TextField last = new TextField("Last name");
    private final MultiSelectComboBox<TenantRole> roles = new MultiSelectComboBox<>("Roles");
    private final Paragraph answer = new Paragraph();
    private final Button invite = new Button("Invite", click -> invite());

    InviteDialog(TenantDirectory directory, String alias, Runnable invited) {
        this.directory = directory;
        this.alias = alias;
        this.invited = invited;
        setHeaderTitle("Invite a person");
        // An address is seen whole.
        setWidth("400px");
        roles.setItems(List.of(TenantRole.values()));
        roles.setItemLabelGenerator(RoleWords::of);
        answer.getElement().setAttribute("role", "status");
        email.setWidthFull();
        first.setWidthFull();
        last.setWidthFull();
        roles.setWidthFull();
        Div fields = new Div(email, first, last, roles, answer);
        fields.addClassName("ct-checks");
        add(fields);
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Close", click -> close()), invite);
    }

    private void invite() {
        if (email.isEmpty()
                || email.isInvalid()
                || first.getValue().isBlank()
                || last.getValue().isBlank()
                || roles.isEmpty()) {
            answer.setText("An invitation needs an address, both names and a role.");
            return;
        }
        try {
            Person person = Person.of(email.getValue(), first.getValue(), last.getValue());
            answer.setText(words(directory.invite(alias, person, roles.getValue())));
            invited.run();
        } catch (IllegalArgumentException malformed) {
            answer.setText("An e-mail address has one @ and no spaces, unlike " + email.getValue() + ".");
        } catch (RestClientException failure) {
            answer.setText("Keycloak does not answer: nobody was invited. Try again.");
        }
    }

    private String words(InviteOutcome outcome) {
        return switch (outcome) {
            case InviteOutcome.Invited made -> {
                invite.setVisible(false);
                yield "Invited. Password for the first sign-in, shown once: " + made.oneTimePassword();
            }
            case InviteOutcome.Joined ignored -> "Has an account already and signs in with its own password.";
            case InviteOutcome.AlreadyMember ignored -> "Is a member already.";
        };
    }
}
