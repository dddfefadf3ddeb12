package cashtide.jobs.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands for one tenant: whose scores are shown, who waits in shadow, and how it came about.
 *
 * @param champion version of the model whose scores are shown, unless the baseline is
 * @param challenger version of the model in shadow
 * @param former champions that were shown before, the latest first; what a rollback goes back to
 * @param setAside models that lost or were rolled back; they don't come again
 * @param baselineShown whether the naive baseline is shown in the champion's place
 * @param alarmed whether the last review raised an alarm, so that a new model is trained sooner
 * @param reviewedOn business date of the last weekly review
 * @param rolledBackBy the request that rolled back last; a request that is begun again does it once
 * @param decisions what was decided, the latest first
 */
public record Standing(
        @Nullable String champion,
        @Nullable String challenger,
        List<String> former,
        List<String> setAside,
        boolean baselineShown,
        boolean alarmed,
        @Nullable LocalDate reviewedOn,
        @Nullable String rolledBackBy,
        List<Decision> decisions) {

    private static final int FORMER_MAX = 5;
    private static final int SET_ASIDE_MAX = 20;
    private static final int DECISIONS_MAX = 12;

    /** Nothing was decided yet. */
    public static final Standing NONE =
            new Standing(null, null, List.of(), List.of(), false, false, null, null, List.of());

    /** What was decided on a business date, in a sentence for people. */
    public record Decision(LocalDate on, String text) {}

    public Standing {
        former = List.copyOf(former);
        setAside = List.copyOf(setAside);
        decisions = List.copyOf(decisions);
    }

    /** A model takes the champion's place, or one that is empty, without having been in shadow. */
    Standing takenOver(String model, boolean losesToBaseline, Decision decision) {
        return new Standing(
                model,
                null,
                formerAndShown(),
                setAside,
                losesToBaseline,
                false,
                reviewedOn,
                rolledBackBy,
                with(decision));
    }

    Standing challengedBy(String model, Decision decision) {
        return new Standing(
                champion, model, former, setAside, baselineShown, alarmed, reviewedOn, rolledBackBy, with(decision));
    }

    /** The challenger has won: it is shown from now on. */
    public Standing promoted(Decision decision) {
        return new Standing(
                challenger, null, formerAndShown(), setAside, false, false, reviewedOn, rolledBackBy, with(decision));
    }

    /** The challenger has lost, or can't be used. */
    public Standing dropped(Decision decision) {
        return new Standing(
                champion,
                null,
                former,
                pushed(setAside, challenger, SET_ASIDE_MAX),
                baselineShown,
                alarmed,
                reviewedOn,
                rolledBackBy,
                with(decision));
    }

    /** The champion lost to the naive baseline, or beats it again. */
    public Standing showing(boolean baseline, Decision decision) {
        return new Standing(
                champion, challenger, former, setAside, baseline, alarmed, reviewedOn, rolledBackBy, with(decision));
    }

    /** The champion's file can't be read: the baseline is shown, and as after an alarm a new model is trained sooner. */
    Standing withoutChampion(Decision decision) {
        return new Standing(
                champion, challenger, former, setAside, true, true, reviewedOn, rolledBackBy, with(decision));
    }

    public Standing reviewed(LocalDate day, boolean raisedAlarms) {
        return new Standing(
                champion, challenger, former, setAside, baselineShown, raisedAlarms, day, rolledBackBy, decisions);
    }

    /**
     * Back to the champion before; without one the baseline is shown. The model that was shown is set aside.
     *
     * @param request by which it was asked for
     */
    Standing rolledBack(String request, Decision decision) {
        return new Standing(
                former.isEmpty() ? null : former.getFirst(),
                challenger,
                former.isEmpty() ? former : former.subList(1, former.size()),
                pushed(setAside, champion, SET_ASIDE_MAX),
                former.isEmpty(),
                alarmed,
                reviewedOn,
                request,
                with(decision));
    }

    /** Whether a model was shown, was in shadow, or is. */
    boolean knows(String model) {
        return model.equals(champion) || model.equals(challenger) || former.contains(model) || setAside.contains(model);
    }

    /** A champion that the baseline stood for is none that a person would go back to. */
    private List<String> formerAndShown() {
        return baselineShown ? former : pushed(former, champion, FORMER_MAX);
    }

    private List<Decision> with(Decision decision) {
        List<Decision> all = new ArrayList<>();
        all.add(decision);
        all.addAll(decisions);
        return all.subList(0, Math.min(DECISIONS_MAX, all.size()));
    }

    private static List<String> pushed(List<String> onto, @Nullable String model, int max) {
        List<String> all = new ArrayList<>();
        if (model != null) {
            all.add(model);
        }
        all.addAll(onto);
        return all.subList(0, Math.min(max, all.size()));
    }
}
