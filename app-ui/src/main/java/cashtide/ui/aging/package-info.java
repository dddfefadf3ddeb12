/** Open items by days past due, as of any day. */
@NullMarked
package cashtide.ui.aging;

import org.jspecify.annotations.NullMarked;
