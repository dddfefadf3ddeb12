/**
 * The distribution of an invoice's payment date, and the risk read from it: probability of being late, likely dates,
 * and the reasons in words.
 */
@NullMarked
package cashtide.ml.risk;

import org.jspecify.annotations.NullMarked;
