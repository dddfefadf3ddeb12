/** What the core knows of the data plane: requests to it, their progress, how far the lake has followed. */
@NullMarked
package cashtide.dataplane;

import org.jspecify.annotations.NullMarked;
