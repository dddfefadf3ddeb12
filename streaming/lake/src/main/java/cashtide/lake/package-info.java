/** The Iceberg lake: catalog, schemas made from the contract, the tenant's tables. Knows no Flink. */
@NullMarked
package cashtide.lake;

import org.jspecify.annotations.NullMarked;
