/** Importing receivables: files, columns, dry run, import; problems with their place and remedy; taking an import back. */
@NullMarked
package cashtide.ui.imports;

import org.jspecify.annotations.NullMarked;
