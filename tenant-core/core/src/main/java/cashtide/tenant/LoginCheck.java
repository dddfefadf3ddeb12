package cashtide.tenant;

import org.jooq.DSLContext;

/** Refuses to work through a login that row-level security would not hold. */
final class LoginCheck {

    private static final String POWER = """
            select case
                when rolsuper then 'is a superuser'
                when rolbypassrls then 'has BYPASSRLS'
                when exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm') and c.relpersistence <> 't')
                  then 'owns a table'
                when exists (select from pg_auth_members m where m.member = r.oid) then 'is a member of another role'
                else '' end
            from pg_roles r where rolname = current_user""";

    private LoginCheck() {}

    static void refusePowerfulLogin(DSLContext sql) {
        String power = sql.fetchSingle(POWER).get(0, String.class);
        if (power == null || !power.isEmpty()) {
            throw new IllegalStateException("refusing to start: the database login " + power
                    + ", so that row-level security would not hold it; use cashtide_app");
        }
    }
}
