/** Promises to pay: recorded, and decided by themselves when their day and the grace have passed. */
@NullMarked
package cashtide.promise;

import org.jspecify.annotations.NullMarked;
