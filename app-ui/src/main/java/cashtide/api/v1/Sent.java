package cashtide.api.v1;

import cashtide.audit.CommandId;
import cashtide.tenant.Actor;

/**
 * What asks for a command, as an argument of its handler. Handlers take it last, so that a body that cannot be read is
 * said before a key that cannot be.
 *
 * @param actor who sent it
 * @param command by its {@code Idempotency-Key}
 */
record Sent(Actor actor, CommandId command) {}
