/**
 * What a model may look at: customers, invoices, applications of payments, disputes, promises and contacts of one
 * tenant, each with the moment at which the seller knew it. Everything else in this module reads facts through an
 * {@link cashtide.ml.facts.AsOf}, and can see only what was known before it.
 */
@NullMarked
package cashtide.ml.facts;

import org.jspecify.annotations.NullMarked;
