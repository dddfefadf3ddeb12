/** The operations page: what the data plane does for the tenant, how far the lake is, and whether it equals the ledger. */
@NullMarked
package cashtide.ui.operations;

import org.jspecify.annotations.NullMarked;
