/** Tenants and their people in Keycloak: organizations, roles, exact addresses, service clients, invitations. */
@NullMarked
package cashtide.app.identity;

import org.jspecify.annotations.NullMarked;
