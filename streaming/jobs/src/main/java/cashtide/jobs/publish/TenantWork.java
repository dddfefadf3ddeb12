package cashtide.jobs.publish;

import cashtide.lake.TenantName;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's part of a step, as it is shipped to a task manager.
 *
 * @param from snapshot of the raw feed the step begins after; null for the first row
 * @param to snapshot it ends at
 * @param xidMax highest transaction in it
 */
record TenantWork(TenantName tenant, @Nullable Long from, long to, long xidMax) implements Serializable {}
