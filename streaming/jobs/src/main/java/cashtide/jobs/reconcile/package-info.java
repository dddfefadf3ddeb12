/** The lake against the core, to the cent: totals of the core with their snapshot, and the same from the raw feed. */
@NullMarked
package cashtide.jobs.reconcile;

import org.jspecify.annotations.NullMarked;
