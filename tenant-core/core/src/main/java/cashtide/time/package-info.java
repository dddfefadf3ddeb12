/**
 * Three times: {@code occurredOn} (business date), {@code knownAt} (when the seller knew it), {@code recordedAt} (when we
 * stored it); and the calendars that due dates follow.
 */
@NullMarked
package cashtide.time;

import org.jspecify.annotations.NullMarked;
