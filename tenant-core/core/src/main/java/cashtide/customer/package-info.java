/** Customers, their contacts and hierarchy, and the terms of payment they buy on. */
@NullMarked
package cashtide.customer;

import org.jspecify.annotations.NullMarked;
