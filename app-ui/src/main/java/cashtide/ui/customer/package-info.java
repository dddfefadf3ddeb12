/** The customers: a list, and the page of one with all that is known of its paying. */
@NullMarked
package cashtide.ui.customer;

import org.jspecify.annotations.NullMarked;
