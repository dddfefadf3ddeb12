package cashtide.tenant;

import static cashtide.db.Tables.APP_USER;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.jsonbGetAttributeAsText;

import cashtide.tenant.Preferences.Scheme;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Keeps people's preferences, per person and tenant. */
public final class PreferenceStore {

    private final Tenants tenants;

    public PreferenceStore(Tenants tenants) {
        this.tenants = tenants;
    }

    /** The actor's own; the default for one who set nothing. */
    public Preferences of(Actor actor) {
        return tenants.inTx(actor, tx -> tx.sql()
                        .select(
                                jsonbGetAttributeAsText(APP_USER.PREFERENCES, "scheme"),
                                jsonbGetAttributeAsText(APP_USER.PREFERENCES, "singleKeys"),
                                jsonbGetAttributeAsText(APP_USER.PREFERENCES, "listPercent"))
                        .from(APP_USER)
                        .where(APP_USER.ID.eq(actor.userId()))
                        .fetchOptional(mapping(PreferenceStore::read)))
                .orElse(Preferences.DEFAULT);
    }

    /** Replaces the actor's own. */
    public void set(Actor actor, Preferences preferences) {
        String json = "{\"scheme\":\"" + preferences.scheme() + "\",\"singleKeys\":" + preferences.singleKeys()
                + ",\"listPercent\":" + preferences.listPercent() + "}";
        tenants.run(actor, tx -> tx.sql()
                .update(APP_USER)
                .set(APP_USER.PREFERENCES, JSONB.valueOf(json))
                .where(APP_USER.ID.eq(actor.userId()))
                .execute());
    }

    private static Preferences read(
            @Nullable String scheme, @Nullable String singleKeys, @Nullable String listPercent) {
        return new Preferences(
                scheme == null ? Scheme.SYSTEM : Scheme.valueOf(scheme),
                !"false".equals(singleKeys),
                listPercent == null ? Preferences.DEFAULT.listPercent() : Integer.parseInt(listPercent));
    }
}
