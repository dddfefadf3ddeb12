/**
 * The collectors' worklist: one row per account (customer and currency), ranked by what a contact now is worth.
 * {@link cashtide.worklist.RefreshWorklist} computes it set-based, for a tenant or for one customer after an action;
 * {@link cashtide.worklist.WorklistQuery} reads pages and totals; {@link cashtide.worklist.AccountQuery} reads the account
 * beside the list.
 */
@NullMarked
package cashtide.worklist;

import org.jspecify.annotations.NullMarked;
