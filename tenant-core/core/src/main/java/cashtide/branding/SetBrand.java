package cashtide.branding;

import static cashtide.db.Tables.BRANDING;

import cashtide.audit.AuditNote;
import cashtide.audit.Command;
import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.audit.UseCase;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantTx;
import java.util.Locale;
import java.util.regex.Pattern;

/** Changes a tenant's accent colours and the line under its name. Contrast is checked before it is saved. */
public final class SetBrand {

    private static final UseCase<Changed> USE_CASE = UseCase.of(SetBrand.class, Changed.class, Role.TENANT_ADMIN);
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
    private static final int SUBTITLE_LENGTH_MAX = 60;

    private final Commands commands;

    public SetBrand(Commands commands) {
        this.commands = commands;
    }

    /** The new brand; colours as {@code #rrggbb}. */
    public record Change(CommandId commandId, String accentLight, String accentDark, String subtitle)
            implements Command {
        public Change {
            accentLight = accentLight.toLowerCase(Locale.ROOT);
            accentDark = accentDark.toLowerCase(Locale.ROOT);
        }
    }

    /** The brand's new version. */
    public record Changed(long version) {}

    public Outcome<Changed> handle(Actor actor, Change command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> change(tx, command, note));
    }

    private static Outcome<Changed> change(TenantTx tx, Change command, AuditNote note) {
        if (!COLOUR.matcher(command.accentLight()).matches()
                || !COLOUR.matcher(command.accentDark()).matches()) {
            return Outcome.rejected(BrandRefusal.BRAND_COLOUR_MALFORMED);
        }
        if (command.subtitle().length() > SUBTITLE_LENGTH_MAX) {
            return Outcome.rejected(BrandRefusal.BRAND_SUBTITLE_TOO_LONG);
        }
        for (Contrast contrast : Contrast.of(command.accentLight(), command.accentDark())) {
            if (!contrast.enough()) {
                return Outcome.rejected(BrandRefusal.BRAND_CONTRAST_TOO_LOW, contrast.toString());
            }
        }
        Long version = tx.sql()
                .update(BRANDING)
                .set(BRANDING.ACCENT_LIGHT, command.accentLight())
                .set(BRANDING.ACCENT_DARK, command.accentDark())
                .set(BRANDING.SUBTITLE, command.subtitle())
                .returningResult(BRANDING.VERSION)
                .fetchSingle()
                .value1();
        note.about("branding", tx.tenantId().value())
                .with("accentLight", command.accentLight())
                .with("accentDark", command.accentDark());
        return Outcome.done(new Changed(version));
    }
}
