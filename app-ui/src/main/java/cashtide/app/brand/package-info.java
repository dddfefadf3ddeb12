/** The tenant's brand in the browser: a stylesheet of two colours, and a logo, both told by the host name. */
@NullMarked
package cashtide.app.brand;

import org.jspecify.annotations.NullMarked;
