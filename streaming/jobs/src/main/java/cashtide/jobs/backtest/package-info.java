/** What the models would have said on a past day, beside what came: on any import folder, without the stack. */
@NullMarked
package cashtide.jobs.backtest;

import org.jspecify.annotations.NullMarked;
