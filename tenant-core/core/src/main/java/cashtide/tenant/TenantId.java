package cashtide.tenant;

import java.util.UUID;

/** Identity of a tenant. */
public record TenantId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
