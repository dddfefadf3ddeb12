package cashtide.ui.shell;

import cashtide.app.signin.CurrentPerson;
import cashtide.app.signin.SignedIn;
import cashtide.branding.Brand;
import cashtide.branding.Brands;
import cashtide.dataplane.DataPlane;
import cashtide.tenant.PreferenceStore;
import cashtide.tenant.Tenant;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.ui.component.Icon;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/**
 * The frame of every view: a drawer of 188 px on the ground, the view as one sheet. The drawer shows what the person's
 * roles allow; the routes refuse the rest by themselves.
 */
@PermitAll
@StyleSheet("styles.css")
@StyleSheet("icons.css")
@StyleSheet("shell.css")
public final class MainLayout extends AppLayout {

    private static final long serialVersionUID = 1L;
    private static final String SANDBOX_PATH = "sandbox-day";

    public MainLayout(
            CurrentPerson current,
            Brands brands,
            Tenants tenants,
            DataPlane dataPlane,
            PreferenceStore preferences,
            AuthenticationContext authentication) {
        SignedIn person = current.get();
        Tenant tenant = tenants.inTx(person.actor(), TenantTx::tenant);
        Brand brand = brands.of(person.actor());
        FreshnessNote freshness = new FreshnessNote(dataPlane, tenants.clock(), person.actor(), tenant.zone());
        setPrimarySection(Section.DRAWER);
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel("Menu");
        addToNavbar(toggle);
        Footer foot = new Footer(freshness, new PersonMenu(person, preferences, authentication::logout));
        foot.addClassName("ct-drawer-foot");
        Div drawer = new Div(brandLine(brand, person), menu(tenant.sandbox()), foot);
        drawer.addClassName("ct-drawer");
        addToDrawer(drawer);
        Keys.listen(this, preferences.of(person.actor()).singleKeys());
    }

    private static Div brandLine(Brand brand, SignedIn person) {
        Image light = logo(brand, false);
        light.addClassName("ct-on-light");
        Image dark = logo(brand, true);
        dark.addClassName("ct-on-dark");
        Span name = new Span(brand.name());
        name.addClassName("ct-brand-name");
        Div words = new Div(name);
        if (!brand.subtitle().isEmpty()) {
            Span subtitle = new Span(brand.subtitle());
            subtitle.addClassName("ct-brand-sub");
            subtitle.setTitle(brand.subtitle());
            words.add(subtitle);
        }
        Div line = new Div(light, dark, words);
        line.addClassName("ct-brand");
        line.getElement().setAttribute("data-tenant", person.tenant().alias());
        return line;
    }

    private static Image logo(Brand brand, boolean dark) {
        return new Image("tenant/logo?v=" + brand.version() + (dark ? "&dark=true" : ""), "");
    }

    private static Nav menu(boolean sandbox) {
        List<MenuEntry> entries = MenuConfiguration.getMenuEntries();
        Nav nav = new Nav();
        nav.addClassName("ct-nav");
        nav.setAriaLabel("Screens");
        for (MenuSection section : MenuSection.values()) {
            List<MenuEntry> own = entries.stream()
                    .filter(entry -> section.holds(entry.order()))
                    .filter(entry -> sandbox || !entry.path().endsWith(SANDBOX_PATH))
                    .toList();
            if (!own.isEmpty()) {
                SideNav part = new SideNav(section.title());
                own.forEach(entry -> part.addItem(item(entry)));
                nav.add(part);
            }
        }
        return nav;
    }

    private static SideNavItem item(MenuEntry entry) {
        SideNavItem item = new SideNavItem(
                entry.title(), entry.menuClass(), Icon.named(entry.icon()).draw());
        item.setMatchNested(true);
        return item;
    }
}
