/**
 * How a use case is carried out: once per {@link cashtide.audit.CommandId}, by somebody who may, with exactly one record in
 * the append-only audit trail.
 */
@NullMarked
package cashtide.audit;

import org.jspecify.annotations.NullMarked;
