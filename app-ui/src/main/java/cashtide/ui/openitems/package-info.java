/** All open items of a tenant as they stood on a day. */
@NullMarked
package cashtide.ui.openitems;

import org.jspecify.annotations.NullMarked;
