package cashtide.onboarding;

import static cashtide.db.Tables.BRANDING;
import static cashtide.db.Tables.TENANT;
import static cashtide.db.Tables.TENANT_HOST;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.customer.TermsCatalogue;
import cashtide.ledger.ChartOfAccounts;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantId;
import cashtide.tenant.TenantTx;
import cashtide.time.HolidayCalendar;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tenant of the actor, with its host alias, chart of accounts, usual terms of payment and a neutral brand. An
 * operator carries it out as {@link Actor#job} of a tenant id that he has just made.
 */
public final class CreateTenant {

    private static final UseCase<Created> USE_CASE = UseCase.of(CreateTenant.class, Created.class, Role.TENANT_ADMIN);
    private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");
    private static final int NAME_LENGTH_MAX = 120;
    private static final String NEUTRAL_ACCENT_LIGHT = "#1d5fa8";
    private static final String NEUTRAL_ACCENT_DARK = "#7db4ee";

    private final Commands commands;

    public CreateTenant(Commands commands) {
        this.commands = commands;
    }

    /**
     * What is asked for.
     *
     * @param alias first label of the host name and alias of the Keycloak organization
     * @param zone IANA name
     * @param locale BCP 47
     * @param holidayCalendar Jollyday id such as {@code de} or {@code us}
     * @param sandboxDay first day of a sandbox; null makes a tenant that lives in real time
     */
    public record Create(
            CommandId commandId,
            String alias,
            String name,
            String zone,
            String locale,
            String baseCurrency,
            String holidayCalendar,
            @Nullable LocalDate sandboxDay)
            implements Command {}

    /** The tenant that was made. */
    public record Created(TenantId tenantId, String alias) {}

    /** Whether a tenant may be called so: a label of a host name that Keycloak takes for an organization too. */
    public static boolean isAlias(String alias) {
        return ALIAS.matcher(alias).matches();
    }

    /** The refusal of an alias, with one that would do where one can be made of it. */
    public static Outcome<Created> refusedAlias(String alias) {
        String plain = alias.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        return Outcome.rejected(
                TenantRefusal.TENANT_ALIAS_MALFORMED,
                "'" + alias + "'" + (isAlias(plain) ? ", but " + plain + " would do" : ""));
    }

    public Outcome<Created> handle(Actor actor, Create command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> create(tx, command, note));
    }

    private static Outcome<Created> create(TenantTx tx, Create command, AuditNote note) {
        if (!isAlias(command.alias())) {
            return refusedAlias(command.alias());
        }
        if (command.name().isBlank() || command.name().length() > NAME_LENGTH_MAX) {
            return Outcome.rejected(TenantRefusal.TENANT_NAME_MALFORMED, "'" + command.name() + "'");
        }
        String unknown = unknownSetting(command);
        if (!unknown.isEmpty()) {
            return Outcome.rejected(TenantRefusal.TENANT_SETTING_UNKNOWN, unknown);
        }
        if (tx.sql().fetchExists(TENANT)) {
            return Outcome.rejected(TenantRefusal.TENANT_EXISTS);
        }
        int taken = tx.sql()
                .insertInto(TENANT_HOST)
                .set(TENANT_HOST.ALIAS, command.alias())
                .set(TENANT_HOST.TENANT_ID, tx.tenantId().value())
                .onConflictDoNothing()
                .execute();
        if (taken == 0) {
            return Outcome.rejected(TenantRefusal.TENANT_ALIAS_TAKEN, command.alias());
        }
        insert(tx, command);
        ChartOfAccounts.openDefault(tx);
        TermsCatalogue.addDefault(tx);
        tx.sql()
                .insertInto(BRANDING)
                .set(BRANDING.TENANT_ID, tx.tenantId().value())
                .set(BRANDING.ACCENT_LIGHT, NEUTRAL_ACCENT_LIGHT)
                .set(BRANDING.ACCENT_DARK, NEUTRAL_ACCENT_DARK)
                .execute();
        note.about("tenants", tx.tenantId().value()).with("alias", command.alias());
        return Outcome.done(new Created(tx.tenantId(), command.alias()));
    }

    private static void insert(TenantTx tx, Create command) {
        tx.sql()
                .insertInto(TENANT)
                .set(TENANT.TENANT_ID, tx.tenantId().value())
                .set(TENANT.ALIAS, command.alias())
                .set(TENANT.NAME, command.name())
                .set(TENANT.TIME_ZONE, command.zone())
                .set(TENANT.LOCALE, command.locale())
                .set(TENANT.BASE_CURRENCY, command.baseCurrency())
                .set(TENANT.HOLIDAY_CALENDAR, command.holidayCalendar())
                .set(TENANT.SANDBOX, command.sandboxDay() != null)
                .set(TENANT.BUSINESS_DATE, command.sandboxDay())
                .set(TENANT.KNOWN_AT, tx.clockTime())
                .execute();
    }

    private static String unknownSetting(Create command) {
        if (!ZoneId.getAvailableZoneIds().contains(command.zone())) {
            return "time zone '" + command.zone() + "'";
        }
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(currency -> currency.getCurrencyCode().equals(command.baseCurrency()))) {
            return "currency '" + command.baseCurrency() + "', which is three capitals such as EUR";
        }
        if (Locale.forLanguageTag(command.locale()).getLanguage().isEmpty()) {
            return "locale '" + command.locale() + "'";
        }
        return HolidayCalendar.exists(command.holidayCalendar())
                ? ""
                : "holiday calendar '" + command.holidayCalendar() + "'";
    }
}
