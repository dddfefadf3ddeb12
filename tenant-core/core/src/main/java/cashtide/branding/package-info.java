/** What a tenant looks like: two accent colours and a logo. */
@NullMarked
package cashtide.branding;

import org.jspecify.annotations.NullMarked;
