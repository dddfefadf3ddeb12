/**
 * Cash application: money and credit notes meet open items. {@link cashtide.cashapp.Settlement} holds the rules, free of any
 * database; the use cases lock the payment and then the items in the order of their ids, and write what it decides.
 */
@NullMarked
package cashtide.cashapp;

import org.jspecify.annotations.NullMarked;
