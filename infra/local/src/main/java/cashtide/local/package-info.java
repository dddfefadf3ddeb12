/** Starts PostgreSQL, Keycloak, the worker and the app as child processes, for people and for tests. */
@NullMarked
package cashtide.local;

import org.jspecify.annotations.NullMarked;
