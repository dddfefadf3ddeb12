/** Money received: known payers' unapplied cash, unknown payers' suspense. */
@NullMarked
package cashtide.payment;

import org.jspecify.annotations.NullMarked;
