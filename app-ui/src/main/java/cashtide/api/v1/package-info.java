/** What a tenant's programs may call, with a bearer token of the tenant's service client. */
@NullMarked
package cashtide.api.v1;

import org.jspecify.annotations.NullMarked;
