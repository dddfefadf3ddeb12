/** The web application: its main, its configuration, and the only place that wires the core for the web. */
@NullMarked
package cashtide.app;

import org.jspecify.annotations.NullMarked;
