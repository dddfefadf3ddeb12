/**
 * What the screens are made of beyond the stock components: figures with their currency, chips, meters, buttons with key
 * caps, charts. Words and looks follow {@code docs/ui.md}; no number is computed here.
 */
@NullMarked
package cashtide.ui.component;

import org.jspecify.annotations.NullMarked;
