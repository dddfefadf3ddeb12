package cashtide.app.signin;

import cashtide.app.host.HostTenant;
import cashtide.app.host.HostTenants;
import cashtide.tenant.Actor;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Who looks at a view. Ask in the view's constructor and keep the answer: a thread that pushes to the browser later has no
 * request.
 */
@Component
public class CurrentPerson {

    private final HostTenants tenants;

    CurrentPerson(HostTenants tenants) {
        this.tenants = tenants;
    }

    /**
     * The person of the request at hand, in the tenant of its host.
     *
     * @throws IllegalStateException outside a request, or when nobody of this tenant is signed in
     */
    public SignedIn get() {
        if (!(VaadinRequest.getCurrent() instanceof VaadinServletRequest vaadin)) {
            throw new IllegalStateException("no request: ask for the person in the view's constructor");
        }
        HostTenant host = hostOf(vaadin.getHttpServletRequest());
        SignedIn person = host == null
                ? null
                : SignedIn.of(host, SecurityContextHolder.getContext().getAuthentication());
        if (person == null) {
            throw new IllegalStateException("nobody of this tenant is signed in");
        }
        return person;
    }

    /** Short for {@code get().actor()}. */
    public Actor actor() {
        return get().actor();
    }

    private @Nullable HostTenant hostOf(HttpServletRequest request) {
        HostTenant told = HostTenant.find(request);
        return told == null ? tenants.find(request.getServerName()) : told;
    }
}
