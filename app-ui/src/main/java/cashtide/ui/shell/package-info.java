/** What surrounds every screen: the drawer with brand, menu, freshness and person; errors in words; preferences. */
@NullMarked
package cashtide.ui.shell;

import org.jspecify.annotations.NullMarked;
