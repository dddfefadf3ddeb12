package cashtide.app.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as Keycloak knows it.
 *
 * @param alias the tenant's short name: its host's first label, the organization's alias, never changed
 * @param name shown on the sign-in page
 * @param addresses where the tenant's app is reached, such as {@code http://acme.localhost:8080}; sign-in and sign-out
 *     return to exactly these
 * @param accentLight the brand's colour on light ground, as {@code #rrggbb}
 * @param accentDark the brand's colour on dark ground
 * @param logo a picture as a data URI (PNG, JPEG, WebP or SVG in base64, at most 60 kB), or null for a monogram
 */
public record TenantIdentity(
        String alias,
        String name,
        List<URI> addresses,
        String accentLight,
        String accentDark,
        @Nullable String logo) {

    private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern LOGO = Pattern.compile("data:image/(png|jpeg|webp|svg\\+xml);base64,[A-Za-z0-9+/=]+");
    private static final int LOGO_LENGTH_MAX = 60_000;

    public TenantIdentity {
        if (!ALIAS.matcher(alias).matches()) {
            throw new IllegalArgumentException("alias '" + alias + "' is not 3 to 40 letters, digits and hyphens");
        }
        if (name.isBlank() || name.length() > 120) {
            throw new IllegalArgumentException("name '" + name + "' is empty or longer than 120 characters");
        }
        addresses = List.copyOf(addresses);
        for (URI address : addresses) {
            if (!isAddress(address)) {
                throw new IllegalArgumentException("address '" + address + "' is not scheme, host and port alone");
            }
        }
        checkColour("accentLight", accentLight);
        checkColour("accentDark", accentDark);
        if (logo != null
                && (logo.length() > LOGO_LENGTH_MAX || !LOGO.matcher(logo).matches())) {
            throw new IllegalArgumentException("logo is not an embedded picture of at most 60 kB");
        }
    }

    /** The address that a text is: scheme, host and port alone; null when it is none. */
    public static @Nullable URI address(String text) {
        try {
            URI address = new URI(text);
            return isAddress(address) ? address : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isAddress(URI address) {
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        String rest = address.getRawPath() + address.getRawQuery() + address.getRawFragment();
        return web
                && address.getHost() != null
                && rest.equals("nullnull")
                && !address.getHost().contains("*");
    }

    private static void checkColour(String field, String colour) {
        if (!COLOUR.matcher(colour).matches()) {
            throw new IllegalArgumentException(field + " '" + colour + "' is not a colour as #rrggbb");
        }
    }
}
