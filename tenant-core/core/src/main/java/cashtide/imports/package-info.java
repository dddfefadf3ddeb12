/**
 * Imports of customers, invoices and payments: checked as a whole, staged in short transactions, posted set-based in one,
 * undone by reversal. Imported history posts against the migration account, never against revenue.
 */
@NullMarked
package cashtide.imports;

import org.jspecify.annotations.NullMarked;
