package cashtide.app.signin;

import cashtide.tenant.Role;

/** Names of the roles where annotations need constants: {@code @RolesAllowed(Access.CFO)}. A test holds them equal to {@link Role#code()}. */
public final class Access {

    public static final String CFO = "cfo";
    public static final String COLLECTOR = "collector";
    public static final String AR_CLERK = "ar-clerk";
    public static final String TENANT_ADMIN = "tenant-admin";
    public static final String ANALYST = "analyst";

    private Access() {}
}
