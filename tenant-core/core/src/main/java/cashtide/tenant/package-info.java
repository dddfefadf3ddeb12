/**
 * Tenants and the only way to their data: {@link cashtide.tenant.Tenants} opens a transaction that sees one tenant's rows,
 * {@link cashtide.tenant.TenantTx} is the handle on it.
 *
 * <p>{@code TenantTx.sql()} is the one public method of the core with a jOOQ type in its signature: the features of the
 * core are packages and need it. Nothing outside the core may call it; the web application's architecture test refuses
 * {@code org.jooq} altogether.
 */
@NullMarked
package cashtide.tenant;

import org.jspecify.annotations.NullMarked;
