package cashtide.jobs.registry;

import cashtide.contract.ScoreRow;
import cashtide.jobs.registry.ModelCard.Proof;
import cashtide.jobs.registry.Standing.Decision;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which models follow each other for a tenant; see ADR 0053. A new model waits in shadow until weeks after its
 * cut are over, and is shown when it did better in them than the champion and the naive baseline. A champion of little
 * history or of long ago is compared with it at once, see {@link HandOver}. Only where there is no champion that could be
 * judged it is shown at once if its rehearsal beat the baseline.
 */
public final class Registry {

    /** What stands as the model's name while the naive baseline is shown. */
    public static final String BASELINE = "customer's last delays";

    /** What stands as the model's name while nothing but due dates is known. */
    public static final String GUESS = ScoreRow.UNTRAINED;

    /** Days after which a new challenger is trained. */
    public static final int TRAIN_DAYS = 28;

    /** The same after an alarm. */
    public static final int TRAIN_DAYS_ALARMED = 7;

    /** Days in shadow before a challenger is judged, so that two weeks have been forecast one and two weeks ahead. */
    public static final int SHADOW_DAYS = 14;

    /** Shares of invoices that have to be decided before a challenger is judged. */
    public static final int DECIDED_MIN = 200;

    /** Days in shadow after which it is judged by whatever there is. */
    public static final int SHADOW_DAYS_MAX = 56;

    /**
     * A champion older than this is compared with a new model at once: the worker stood still, or a sandbox jumped, and there
     * are weeks enough that neither has learned from.
     */
    public static final int CHAMPION_DAYS_MAX = 90;

    private final String tenantId;
    private final List<ModelCard> cards;
    private final List<ModelCard> all;

    /** @param cards every model there is */
    public Registry(String tenantId, List<ModelCard> cards) {
        this.tenantId = tenantId;
        this.all = List.copyOf(cards);
        this.cards = cards.stream()
                .filter(card -> card.lakeCuts().containsKey(tenantId))
                .toList();
    }

    /**
     * The standing after new models were looked at; the same when there is nothing new.
     *
     * @param judge is asked only where a champion is to be compared with a new model at once
     */
    public Standing admit(Standing standing, LocalDate day, HandOver.Judge judge) {
        ModelCard champion = usable(standing.champion(), day);
        ModelCard candidate = candidate(standing, day);
        if (candidate == null) {
            return isGone(standing) && !standing.baselineShown()
                    ? standing.withoutChampion(new Decision(
                            day,
                            standing.champion()
                                    + " cannot be read by this version or any more: the naive baseline is shown until a"
                                    + " model has beaten it."))
                    : standing;
        }
        if (champion == null) {
            return takeOver(standing, candidate, day);
        }
        if (isComparedAtOnce(champion, day)) {
            return handOver(standing, champion, candidate, day, judge);
        }
        return shadow(standing, candidate, day, "");
    }

    /**
     * The newest model that was not looked at yet; null when it is older than the champion or the one in shadow, or has to
     * wait until that one was judged.
     */
    private @Nullable ModelCard candidate(Standing standing, LocalDate day) {
        ModelCard champion = usable(standing.champion(), day);
        ModelCard waiting = usable(standing.challenger(), day);
        if (champion != null && standing.challenger() != null && !isComparedAtOnce(champion, day)) {
            return null;
        }
        return cards.stream()
                .filter(card -> !card.cutDay().isAfter(day)
                        && !card.cutDay().isBefore(day.minusDays(TRAIN_DAYS))
                        && !standing.knows(card.version()))
                .filter(card ->
                        (champion == null || younger(card, champion)) && (waiting == null || younger(card, waiting)))
                .max(ModelCard.NEWEST_LAST)
                .orElse(null);
    }

    private static boolean isComparedAtOnce(ModelCard champion, LocalDate day) {
        return champion.provisional() || champion.cutDay().isBefore(day.minusDays(CHAMPION_DAYS_MAX));
    }

    /** The models whose files are read to admit a new one and to score: a new one, and the one behind what is shown. */
    public List<ModelCard> toLoad(Standing standing, LocalDate day) {
        ModelCard shown = shown(standing, day);
        return Stream.of(candidate(standing, day), shown == null ? lent(day) : shown)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Whether the champion's file is not there, not the one that was kept, or of a version that is read no more. */
    private boolean isGone(Standing standing) {
        return standing.champion() != null
                && all.stream().noneMatch(card -> card.version().equals(standing.champion()));
    }

    private Standing handOver(
            Standing standing, ModelCard champion, ModelCard candidate, LocalDate day, HandOver.Judge judge) {
        HandOver judged = judge.judge(champion, candidate);
        if (judged == null && standing.baselineShown()) {
            // Nobody sees what the champion says, but the baseline: that is what there is to beat.
            return takeOver(standing, candidate, day);
        }
        if (judged != null && (standing.baselineShown() ? judged.better() : judged.clearly())) {
            String text = candidate.version() + " is shown from now on: " + judged.words() + ".";
            return standing.takenOver(
                    candidate.version(), false, new Decision(day, candidate.withChoice(tenantId, text)));
        }
        if (standing.challenger() != null && candidate.provisional()) {
            // The next one comes with the next invoices; one that is always followed by another is never judged.
            return standing;
        }
        return shadow(
                standing,
                candidate,
                day,
                judged == null
                        ? ""
                        : " Compared at once, " + judged.words() + ", which is not enough to take its place now.");
    }

    private Standing shadow(Standing standing, ModelCard candidate, LocalDate day, String compared) {
        String text = candidate.version()
                + " waits in shadow: its scores are not shown until it has done better than the champion in weeks to come."
                + compared;
        return standing.challengedBy(candidate.version(), new Decision(day, candidate.withChoice(tenantId, text)));
    }

    private Standing takeOver(Standing standing, ModelCard candidate, LocalDate day) {
        Proof proof = candidate.proof(tenantId);
        boolean inPool = proof == null && candidate.beatsBaselineInPool();
        boolean wins = inPool || (proof != null && proof.beatsBaseline());
        String why = proof == null
                ? "too little history to show that a model is better"
                        + (inPool ? ", and over all companies that it was trained on it beat the " + BASELINE : "")
                : "in the weeks before it was trained the same method's error was "
                        + compared(proof.weekError(), proof.baselineWeekError()) + " that of the " + BASELINE;
        String gone =
                isGone(standing) ? standing.champion() + " cannot be read, so there is none to compare with. " : "";
        String text = gone
                + (wins
                        ? candidate.version() + " is shown: " + why + "."
                        : "The naive baseline is shown in place of " + candidate.version() + ": " + why + ".");
        return standing.takenOver(candidate.version(), !wins, new Decision(day, candidate.withChoice(tenantId, text)));
    }

    /** An error beside another in words, such as "4.2% below (0.1150 against 0.1201)". */
    public static String compared(double error, double other) {
        double percent = 100 * (error / other - 1);
        return String.format(
                Locale.ROOT,
                "%.1f%% %s (%.4f against %.4f)",
                Math.abs(percent),
                percent < 0 ? "below" : "above",
                error,
                other);
    }

    /**
     * A model beside the champion and the baseline on the same weeks, in words.
     *
     * @param theirs null where there is no champion that could be judged
     */
    public static String compared(Figures ours, @Nullable Figures theirs, Figures baseline) {
        String error = compared(ours.weekError(), baseline.weekError()) + " that of the " + BASELINE;
        String cash = percent(baseline.cashError());
        if (theirs != null) {
            error = compared(ours.weekError(), theirs.weekError()) + " the champion's and " + error;
            cash = percent(theirs.cashError()) + " and " + cash;
        }
        return "its error was " + error + "; its weekly cash was off by " + percent(ours.cashError()) + ", theirs by "
                + cash;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    /** Whether the challenger has been in shadow for long enough. */
    public static boolean ripe(Window window, long decided) {
        int days = 7 * window.days().size();
        return days >= SHADOW_DAYS && (decided >= DECIDED_MIN || days >= SHADOW_DAYS_MAX);
    }

    /**
     * Back to the champion before the one that the person saw. Asked twice by the same request, or about a model that is
     * shown no more, it stays as it is.
     */
    public Standing rollBack(Standing standing, String request, String seen, LocalDate day) {
        if (request.equals(standing.rolledBackBy()) || !seen.equals(standing.champion())) {
            return standing;
        }
        String back = standing.former().isEmpty()
                ? "there is no earlier champion, so the naive baseline is shown"
                : standing.former().getFirst() + " is shown again";
        return standing.rolledBack(request, new Decision(day, seen + " was rolled back by a person: " + back + "."));
    }

    /**
     * Whether a new model should be trained: none is young enough, or it had little history and there is more now.
     *
     * @param facts snapshot of each table that facts are read from
     */
    public boolean trainingDue(Standing standing, LocalDate day, Map<String, Long> facts) {
        ModelCard newest = newest(day);
        if (newest == null) {
            return true;
        }
        if (newest.provisional()) {
            return !newest.read(tenantId, facts);
        }
        int days = standing.alarmed() ? TRAIN_DAYS_ALARMED : TRAIN_DAYS;
        return standing.challenger() == null && newest.cutDay().isBefore(day.minusDays(days - 1L));
    }

    /** The newest model that may be used on a day. */
    public @Nullable ModelCard newest(LocalDate day) {
        return newest(cards.stream(), day);
    }

    /**
     * The newest model of many companies, for one that none has been trained for; null where there is none. Such a company
     * was not looked at when it was trained.
     */
    public @Nullable ModelCard lent(LocalDate day) {
        return newest(all.stream().filter(ModelCard::pooled), day);
    }

    private static @Nullable ModelCard newest(Stream<ModelCard> cards, LocalDate day) {
        return cards.filter(card ->
                        !card.cutDay().isAfter(day) && !card.cutDay().isBefore(day.minusDays(CHAMPION_DAYS_MAX)))
                .max(ModelCard.NEWEST_LAST)
                .orElse(null);
    }

    /** The model behind what is shown: the champion or, where there is none, the newest, of which the baseline is taken. */
    public @Nullable ModelCard shown(Standing standing, LocalDate day) {
        ModelCard champion = usable(standing.champion(), day);
        return champion == null ? newest(day) : champion;
    }

    /** A model that saw this tenant, and no day after this one. */
    public @Nullable ModelCard usable(@Nullable String version, LocalDate day) {
        return cards.stream()
                .filter(card -> card.version().equals(version) && !card.cutDay().isAfter(day))
                .findFirst()
                .orElse(null);
    }

    private static boolean younger(ModelCard one, ModelCard other) {
        return ModelCard.NEWEST_LAST.compare(one, other) > 0;
    }
}
