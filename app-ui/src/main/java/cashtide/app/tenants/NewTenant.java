package cashtide.app.tenants;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tenant to be made.
 *
 * @param alias first label of its host name
 * @param zone IANA name
 * @param locale BCP 47
 * @param currency its base currency, ISO 4217
 * @param holidayCalendar Jollyday id
 * @param sandboxDay first day of a sandbox; null for a tenant that lives in real time
 * @param accentLight brand colour on light ground, {@code #rrggbb}
 * @param accentDark brand colour on dark ground
 * @param subtitle second line under its name
 * @param addresses where the browser reaches it: {@code http://acme.localhost:8080}
 */
@SuppressWarnings("NullAway") // JSON leaves out what has a default.
public record NewTenant(
        String alias,
        String name,
        String zone,
        String locale,
        String currency,
        String holidayCalendar,
        @Nullable LocalDate sandboxDay,
        String accentLight,
        String accentDark,
        String subtitle,
        List<String> addresses) {

    public NewTenant {
        Objects.requireNonNull(alias, "alias");
        Objects.requireNonNull(name, "name");
        zone = zone == null ? "Europe/Berlin" : zone;
        locale = locale == null ? "en-GB" : locale;
        currency = currency == null ? "EUR" : currency;
        holidayCalendar = holidayCalendar == null ? "de" : holidayCalendar;
        accentLight = accentLight == null ? "#0b5f8f" : accentLight;
        accentDark = accentDark == null ? "#6cb8e8" : accentDark;
        subtitle = subtitle == null ? "" : subtitle;
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
    }
}
