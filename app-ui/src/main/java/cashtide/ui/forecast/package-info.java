/** The CFO's screen: cash of the next weeks with its uncertainty, what came true, and what it rests on. */
@NullMarked
package cashtide.ui.forecast;

import org.jspecify.annotations.NullMarked;
