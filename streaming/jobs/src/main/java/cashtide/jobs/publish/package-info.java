/** From {@code raw.change} to each tenant's published tables. */
@NullMarked
package cashtide.jobs.publish;

import org.jspecify.annotations.NullMarked;
