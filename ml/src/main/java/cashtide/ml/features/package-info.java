/**
 * What a model sees of an invoice at a moment: scale-free numbers derived from facts known before it. No key, no name
 * and no absolute amount becomes a feature, so that a model can be pooled over tenants.
 */
@NullMarked
package cashtide.ml.features;

import org.jspecify.annotations.NullMarked;
