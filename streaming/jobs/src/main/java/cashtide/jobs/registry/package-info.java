/** Which model is shown to a tenant and why: stored models, how they are judged, and the rules by which they follow each other. */
@NullMarked
package cashtide.jobs.registry;

import org.jspecify.annotations.NullMarked;
