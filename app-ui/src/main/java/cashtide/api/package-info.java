/** The REST API: programs of a tenant under {@code /api/v1}, the platform's operator under {@code /api/platform}. */
@NullMarked
package cashtide.api;

import org.jspecify.annotations.NullMarked;
