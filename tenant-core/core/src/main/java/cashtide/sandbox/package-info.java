/** Sandboxes: tenants whose day a person moves, so that a real history can be replayed and a forecast be watched coming true. */
@NullMarked
package cashtide.sandbox;

import org.jspecify.annotations.NullMarked;
