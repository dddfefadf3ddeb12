/** The screens, one package per feature. */
@NullMarked
package cashtide.ui;

import org.jspecify.annotations.NullMarked;
