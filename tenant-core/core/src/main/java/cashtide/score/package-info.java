/**
 * Risk scores on their way from the data plane's inbox to the screens. {@link cashtide.score.FoldScores} takes completed
 * runs in; {@link cashtide.score.ScoreQuery} says what is known of an invoice and which run it rests on.
 */
@NullMarked
package cashtide.score;

import org.jspecify.annotations.NullMarked;
