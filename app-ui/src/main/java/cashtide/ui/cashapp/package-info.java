/** Unapplied cash: what came in and pays nothing yet, and the dialogs that say whose it is and what it pays. */
@NullMarked
package cashtide.ui.cashapp;

import org.jspecify.annotations.NullMarked;
