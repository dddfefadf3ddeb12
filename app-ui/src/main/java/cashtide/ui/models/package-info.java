/** The page that says how good the models are. */
@NullMarked
package cashtide.ui.models;

import org.jspecify.annotations.NullMarked;
