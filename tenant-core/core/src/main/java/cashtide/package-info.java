/**
 * The transactional core of Cashtide: order to cash by feature, on PostgreSQL. Start reading at {@code cashtide.tenant}
 * (how code reaches data), {@code cashtide.audit} (how a use case is carried out) and {@code cashtide.cashapp} (the use
 * cases that move money).
 */
@NullMarked
package cashtide;

import org.jspecify.annotations.NullMarked;
