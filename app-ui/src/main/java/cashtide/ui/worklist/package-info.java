/** The collectors' screen: the ranked accounts left, the account right, and what can be done about it from there. */
@NullMarked
package cashtide.ui.worklist;

import org.jspecify.annotations.NullMarked;
