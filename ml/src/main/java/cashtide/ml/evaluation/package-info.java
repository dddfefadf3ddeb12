/** How good scores and forecasts were, beside what anybody would have guessed. */
@NullMarked
package cashtide.ml.evaluation;

import org.jspecify.annotations.NullMarked;
