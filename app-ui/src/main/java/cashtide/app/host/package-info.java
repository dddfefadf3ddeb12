/** The tenant of a request, told by the host name it was sent to, before anybody signs in. */
@NullMarked
package cashtide.app.host;

import org.jspecify.annotations.NullMarked;
