/** Expected cash per day and week with its uncertainty, from the invoices open on a day. */
@NullMarked
package cashtide.ml.cash;

import org.jspecify.annotations.NullMarked;
