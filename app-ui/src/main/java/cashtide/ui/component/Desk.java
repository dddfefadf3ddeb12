package cashtide.ui.component;

import cashtide.tenant.Actor;

/** Whose screen it is: the signed-in person in the tenant of the host. */
@FunctionalInterface
public interface Desk {

    Actor actor();
}
