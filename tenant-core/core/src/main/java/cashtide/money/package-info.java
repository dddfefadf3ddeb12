/** Amounts of money, exact to the minor unit. */
@NullMarked
package cashtide.money;

import org.jspecify.annotations.NullMarked;
