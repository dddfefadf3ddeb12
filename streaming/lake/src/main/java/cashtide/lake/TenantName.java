package cashtide.lake;

import java.io.Serializable;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A tenant as the lake knows it: its id in the change log and the alias that names its namespace.
 *
 * @param alias first label of its host name; never changes and is never given to another tenant
 */
public record TenantName(UUID id, String alias) implements Serializable {

    // The check of tenant_host.alias. It keeps path separators, dots and a leading underscore out of namespaces.
    private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9-]{1,40}");

    public TenantName {
        if (!ALIAS.matcher(alias).matches()) {
            throw new IllegalArgumentException("alias: '" + alias + "' can't name a namespace");
        }
    }
}
