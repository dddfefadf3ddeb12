/** The worker: Flink jobs from the change log to the lake and from the lake to scores, with what schedules them. */
@NullMarked
package cashtide.jobs;

import org.jspecify.annotations.NullMarked;
