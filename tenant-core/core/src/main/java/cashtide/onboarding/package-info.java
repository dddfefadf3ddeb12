/** A new tenant, with what it needs to begin. The rightmost feature: it fills what the others define. */
@NullMarked
package cashtide.onboarding;

import org.jspecify.annotations.NullMarked;
