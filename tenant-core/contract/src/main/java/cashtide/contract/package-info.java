/** What crosses the three doors between the core and the data plane: the change envelope, the columns of the published entities, score and forecast rows. */
@NullMarked
package cashtide.contract;

import org.jspecify.annotations.NullMarked;
