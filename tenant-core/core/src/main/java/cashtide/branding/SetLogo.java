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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Changes or removes a tenant's logo. What a picture is its first bytes say, not the name it came under. */
public final class SetLogo {

    private static final UseCase<Changed> USE_CASE = UseCase.of(SetLogo.class, Changed.class, Role.TENANT_ADMIN);

    /** Bytes a logo may have: it stands in the sign-in page as well. */
    public static final int BYTES_MAX = 40_000;

    private static final int LOOK_AT = 256;

    private final Commands commands;

    public SetLogo(Commands commands) {
        this.commands = commands;
    }

    /**
     * The new logo.
     *
     * @param light for light ground, in base64; empty removes both logos
     * @param dark for dark ground, in base64; empty when the light one serves
     */
    public record Change(CommandId commandId, String light, String dark) implements Command {}

    /** The brand's new version. */
    public record Changed(long version) {}

    public Outcome<Changed> handle(Actor actor, Change command) {
        return commands.carryOut(actor, USE_CASE, command, (tx, note) -> change(tx, command, note));
    }

    private static Outcome<Changed> change(TenantTx tx, Change command, AuditNote note) {
        byte[] light = decoded(command.light());
        byte[] dark = decoded(command.dark());
        if (light == null || dark == null || light.length > BYTES_MAX || dark.length > BYTES_MAX) {
            return Outcome.rejected(BrandRefusal.BRAND_LOGO_TOO_LARGE, "at most " + BYTES_MAX / 1000 + " kB");
        }
        String type = light.length == 0 ? null : mediaType(light);
        boolean known = light.length == 0 ? dark.length == 0 : type != null;
        if (!known || (dark.length > 0 && !String.valueOf(type).equals(mediaType(dark)))) {
            return Outcome.rejected(BrandRefusal.BRAND_LOGO_UNREADABLE);
        }
        Long version = tx.sql()
                .update(BRANDING)
                .set(BRANDING.LOGO, light.length == 0 ? null : light)
                .set(BRANDING.LOGO_DARK, dark.length == 0 ? null : dark)
                .set(BRANDING.LOGO_MEDIA_TYPE, type)
                .returningResult(BRANDING.VERSION)
                .fetchSingle()
                .value1();
        note.about("branding", tx.tenantId().value()).with("logoBytes", light.length);
        return Outcome.done(new Changed(version));
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** PNG, JPEG, WebP or SVG; null for anything else. */
    static @Nullable String mediaType(byte[] picture) {
        String start = new String(picture, 0, Math.min(LOOK_AT, picture.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return "image/webp";
        }
        String text = start.strip().toLowerCase(Locale.ROOT);
        boolean svg = text.startsWith("<svg") || (text.startsWith("<?xml") && text.contains("<svg"));
        return svg ? "image/svg+xml" : null;
    }
}
