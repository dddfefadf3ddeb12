/** Tenants and their people, for the platform's operator. Served on any host; the operator's service account alone may call. */
@NullMarked
package cashtide.api.platform;

import org.jspecify.annotations.NullMarked;
