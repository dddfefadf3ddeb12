/** When the worker does what: schedules, the requests of people, and what the screens see of it. */
@NullMarked
package cashtide.jobs.run;

import org.jspecify.annotations.NullMarked;
