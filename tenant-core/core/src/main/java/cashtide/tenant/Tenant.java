package cashtide.tenant;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A business that uses Cashtide, as its settings stand.
 *
 * @param alias first label of its host name, alias of its Keycloak organization
 * @param zone its days end there
 * @param holidayCalendar Jollyday id of its bank holidays
 * @param sandboxDay the current day of a sandbox, moved by a person; null for a tenant that lives in real time
 * @param graceDays days after the promised day before a promise counts as broken
 * @param contactHoldout share of accounts left uncontacted, 0 to 0.5
 */
public record Tenant(
        TenantId id,
        String alias,
        String name,
        ZoneId zone,
        Locale locale,
        Currency baseCurrency,
        String holidayCalendar,
        @Nullable LocalDate sandboxDay,
        int graceDays,
        BigDecimal contactHoldout) {

    public boolean sandbox() {
        return sandboxDay != null;
    }

    /** The tenant's business date: its sandbox's day, or today in its zone. */
    public LocalDate businessDate(InstantSource clock) {
        LocalDate day = sandboxDay;
        return day == null ? LocalDate.ofInstant(clock.instant(), zone) : day;
    }
}
