/** What keeps the lake fast and small. */
@NullMarked
package cashtide.jobs.maintain;

import org.jspecify.annotations.NullMarked;
