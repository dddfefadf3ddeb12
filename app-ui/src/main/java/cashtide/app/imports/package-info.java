/** Files on their way into an import: kept in a folder until the import has ended, run one at a time. */
@NullMarked
package cashtide.app.imports;

import org.jspecify.annotations.NullMarked;
