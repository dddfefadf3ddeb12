/** The double-entry journal under everything: append-only, balanced by constraint, corrected by reversal. */
@NullMarked
package cashtide.ledger;

import org.jspecify.annotations.NullMarked;
