/** Collecting what is owed: contacts with customers, what is planned next, and the page that shows an account whole. */
@NullMarked
package cashtide.collections;

import org.jspecify.annotations.NullMarked;
