/** From the published tables of one moment to scores and forecasts, into the lake and through the inboxes into the core. */
@NullMarked
package cashtide.jobs.score;

import org.jspecify.annotations.NullMarked;
