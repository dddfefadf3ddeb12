package cashtide.jobs.registry;

import cashtide.ml.facts.History;
import cashtide.ml.risk.RiskModel;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A new model beside a champion of little history or of long ago, at once: on weeks that are over and that neither has
 * learned from. Of the new one its rehearsal is judged. Of the champion it is the model itself or, where too few weeks are
 * over since, its rehearsal too.
 *
 * @param from first of the weeks
 * @param ours of the new one's rehearsal
 * @param duel of the same two without cash, for how much of the difference is chance
 */
public record HandOver(LocalDate from, Figures ours, Figures theirs, Figures baseline, Duel duel) {

    private static final int WEEKS_MAX = 8;

    /** Judges a champion and a candidate for its place; null where they have too few weeks in common. */
    @FunctionalInterface
    public interface Judge {
        @Nullable
        HandOver judge(ModelCard champion, ModelCard candidate);
    }

    /**
     * Null where fewer than two weeks, or fewer than {@value Registry#DECIDED_MIN} shares, were seen by neither.
     *
     * @param day the business date; all of it is known
     */
    public static @Nullable HandOver of(
            History history, LocalDate day, long seed, ModelCard card, RiskModel champion, RiskModel candidate) {
        RiskModel ours = candidate.rehearsal();
        if (ours == null) {
            return null;
        }
        LocalDate oursFrom = firstUnseen(ours, history.zone());
        HandOver byItself = between(history, later(oursFrom, card.cutDay()), day, seed, ours, champion);
        RiskModel rehearsal = champion.rehearsal();
        if (byItself != null || rehearsal == null) {
            return byItself;
        }
        return between(history, later(oursFrom, firstUnseen(rehearsal, history.zone())), day, seed, ours, rehearsal);
    }

    private static @Nullable HandOver between(
            History history, LocalDate from, LocalDate day, long seed, RiskModel ours, RiskModel theirs) {
        Window window = Window.of(history, from, day, WEEKS_MAX, seed);
        if (7 * window.days().size() < Registry.SHADOW_DAYS
                || window.judgeProbabilities(ours).decided() < Registry.DECIDED_MIN) {
            return null;
        }
        return new HandOver(
                window.days().getFirst().plusDays(1),
                window.judge(ours),
                window.judge(theirs),
                window.judge(ours.naive()),
                window.duel(ours, theirs));
    }

    /** Better than the champion and than the baseline, by the rule of all weeks. */
    public boolean better() {
        return ours.beats(theirs) && ours.beats(baseline);
    }

    /**
     * Better, and than the champion by more than chance gives: a rehearsal's calibration was fitted in these weeks, which
     * helps it a little beside a champion of before them.
     */
    public boolean clearly() {
        return better() && duel.won();
    }

    String words() {
        return "in the weeks from " + from + " on " + Registry.compared(ours, theirs, baseline);
    }

    private static LocalDate firstUnseen(RiskModel rehearsal, ZoneId zone) {
        return LocalDate.ofInstant(rehearsal.cut(), zone);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
