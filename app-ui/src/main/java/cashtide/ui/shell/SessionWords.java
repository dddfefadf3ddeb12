package cashtide.ui.shell;

import cashtide.audit.NotPermitted;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Our words for what can happen to a session: it ends, the server restarts, an action fails. */
@Component
final class SessionWords implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SessionWords.class);

    @Override
    public void serviceInit(ServiceInitEvent event) {
        SystemMessages words = words();
        event.getSource().setSystemMessagesProvider(information -> words);
        event.getSource()
                .addSessionInitListener(session -> session.getSession().setErrorHandler(SessionWords::actionFailed));
    }

    private static SystemMessages words() {
        CustomizedSystemMessages words = new CustomizedSystemMessages();
        words.setSessionExpiredNotificationEnabled(true);
        words.setSessionExpiredCaption("Signed out");
        words.setSessionExpiredMessage("Nothing was done here for 30 minutes, or the app was restarted. "
                + "Press Esc or click to sign in again.");
        words.setInternalErrorCaption("This page stopped working");
        words.setInternalErrorMessage("Press Esc or click to load it again.");
        return words;
    }

    /** An action that failed changes nothing: each is one transaction. */
    private static void actionFailed(ErrorEvent event) {
        String reference = FailedPage.reference();
        String words;
        if (event.getThrowable() instanceof NotPermitted) {
            words = "The roles of this account do not allow this.";
        } else {
            LOG.error("{} in an action", reference, event.getThrowable());
            words = "That did not work, and nothing was changed. Reference " + reference + ".";
        }
        UI ui = UI.getCurrent();
        if (ui != null) {
            Notification note = Notification.show(words, 10_000, Notification.Position.BOTTOM_START);
            note.addThemeVariants(NotificationVariant.ERROR);
        }
    }
}
