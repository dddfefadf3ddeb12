/** Makes tenants in the core and in Keycloak, in this order, each step repeatable. */
@NullMarked
package cashtide.app.tenants;

import org.jspecify.annotations.NullMarked;
