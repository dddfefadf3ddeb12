/** Payment-delay risk and cash forecast: facts in, scores and forecasts out. Knows no table, file or database. */
@NullMarked
package cashtide.ml;

import org.jspecify.annotations.NullMarked;
