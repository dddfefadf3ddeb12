/** What a tenant's administrator sets: people, terms, brand. */
@NullMarked
package cashtide.ui.admin;

import org.jspecify.annotations.NullMarked;
