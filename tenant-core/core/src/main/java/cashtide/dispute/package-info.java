/** Customers' objections to parts of invoices: what is disputed is on hold until there is an answer. */
@NullMarked
package cashtide.dispute;

import org.jspecify.annotations.NullMarked;
