/**
 * Lists that leave the product as CSV or XLSX. It stands beside the reading, since what goes out must come in again
 * unchanged: both share the guard against formulas in cells.
 */
@NullMarked
package cashtide.intake.export;

import org.jspecify.annotations.NullMarked;
