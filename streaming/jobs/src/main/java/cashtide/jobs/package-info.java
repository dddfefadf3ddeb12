/** The worker: ingest, publish, score, maintain, reconcile; and the backtest. */
@NullMarked
package cashtide.jobs;

import org.jspecify.annotations.NullMarked;
