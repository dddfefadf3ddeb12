/** Terms of payment as files and people write them, and which of them an invoice of a file is on. No money, no calendar. */
@NullMarked
package cashtide.intake.terms;

import org.jspecify.annotations.NullMarked;
