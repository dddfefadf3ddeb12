package cashtide.app.brand;

import cashtide.app.host.HostTenant;
import cashtide.app.signin.SignedIn;
import cashtide.branding.Brand;
import cashtide.branding.Brands;
import cashtide.tenant.Actor;
import cashtide.tenant.PreferenceStore;
import cashtide.tenant.Preferences.Scheme;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;

/** Writes the tenant's stylesheet and icon and the person's colour scheme into each first page, before anything is painted. */
@Component
final class BrandedPage implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    private final transient Brands brands;
    private final transient PreferenceStore preferences;

    BrandedPage(Brands brands, PreferenceStore preferences) {
        this.brands = brands;
        this.preferences = preferences;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::brand);
    }

    private void brand(IndexHtmlResponse page) {
        VaadinRequest vaadin = page.getVaadinRequest();
        if (!(vaadin instanceof VaadinServletRequest servlet)) {
            return;
        }
        HttpServletRequest request = servlet.getHttpServletRequest();
        HostTenant host = HostTenant.find(request);
        if (host == null) {
            return;
        }
        Brand brand = brands.of(Actor.job(host.id(), "brand"));
        Element head = page.getDocument().head();
        head.appendElement("link").attr("rel", "stylesheet").attr("href", "tenant/brand.css?v=" + brand.version());
        icons(head, brand);
        SignedIn person = SignedIn.find(request);
        if (person != null) {
            Scheme scheme = preferences.of(person.actor()).scheme();
            if (scheme != Scheme.SYSTEM) {
                page.getDocument()
                        .child(0)
                        .attr("style", "color-scheme: " + scheme.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** A logo may have a picture of its own for dark ground; the monogram is one picture for both. */
    private static void icons(Element head, Brand brand) {
        if (brand.logo()) {
            icon(head, "tenant/logo?v=" + brand.version()).attr("media", "(prefers-color-scheme: light)");
            icon(head, "tenant/logo?v=" + brand.version() + "&dark=true").attr("media", "(prefers-color-scheme: dark)");
        } else {
            icon(head, "tenant/icon?v=" + brand.version()).attr("type", "image/svg+xml");
        }
    }

    private static Element icon(Element head, String address) {
        return head.appendElement("link").attr("rel", "icon").attr("href", address);
    }
}
