/** What the core says about itself to the data plane: control totals, for reconciliation with the lake. */
@NullMarked
package cashtide.changelog;

import org.jspecify.annotations.NullMarked;
