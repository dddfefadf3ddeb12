/** Pages outside the screens: no such address, no access, sign-in failed. They need no script and no sign-in. */
@NullMarked
package cashtide.app.page;

import org.jspecify.annotations.NullMarked;
