/** Reads and checks import files, streaming, and reports every problem with its place and its remedy. */
@NullMarked
package cashtide.intake;

import org.jspecify.annotations.NullMarked;
