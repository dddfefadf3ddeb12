/**
 * Sign-in by Keycloak on the tenant's host. A token is good only where it names exactly the host's tenant; everything
 * else is a page that says so, never a redirect that comes back.
 */
@NullMarked
package cashtide.app.signin;

import org.jspecify.annotations.NullMarked;
