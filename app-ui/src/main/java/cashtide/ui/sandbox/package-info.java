/** The day of a sandbox: where its history stands, and moving it on. */
@NullMarked
package cashtide.ui.sandbox;

import org.jspecify.annotations.NullMarked;
