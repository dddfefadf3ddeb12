/** What the core has to do by itself, tenant by tenant: fold what the data plane sent, and open a new business day. */
@NullMarked
package cashtide.app.jobs;

import org.jspecify.annotations.NullMarked;
