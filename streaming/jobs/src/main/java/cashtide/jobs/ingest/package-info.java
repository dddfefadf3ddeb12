/**
 * From the change log to {@code raw.change}, each committed change exactly once. The source hands on whole windows of
 * finished transactions, so the raw table itself says where to go on after any stop: no position outlives its rows.
 */
@NullMarked
package cashtide.jobs.ingest;

import org.jspecify.annotations.NullMarked;
