/** Invoices and credit notes as issued, and the open items that they leave until they are settled. */
@NullMarked
package cashtide.invoice;

import org.jspecify.annotations.NullMarked;
