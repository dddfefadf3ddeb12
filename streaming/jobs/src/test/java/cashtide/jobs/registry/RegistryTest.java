package cashtide.jobs.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.registry.ModelCard.Proof;
import cashtide.jobs.registry.Standing.Decision;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryTest {

    private static final LocalDate DAY = LocalDate.parse("2026-09-30");
    private static final Map<String, Long> FACTS = Map.of("invoices", 1L);
    private static final Map<String, Long> NEWER = Map.of("invoices", 2L);
    private static final Proof WINS = new Proof(0.10, 0.12, 5_000);
    private static final Proof LOSES = new Proof(0.12, 0.12, 5_000);

    private static final HandOver.Judge UNASKED = (champion, candidate) -> {
        throw new AssertionError(champion.version() + " and " + candidate.version() + " are not compared at once");
    };
    private static final HandOver.Judge NO_WEEKS = (champion, candidate) -> null;

    @TempDir
    private Path warehouse;

    @Test
    void theFirstModelIsShownWhenItsRehearsalBeatTheBaseline() {
        Standing standing = registry(card("a", DAY, 5_000, WINS)).admit(Standing.NONE, DAY, UNASKED);
        assertThat(standing.champion()).isEqualTo("a");
        assertThat(standing.baselineShown()).isFalse();
        assertThat(standing.decisions().getFirst().text())
                .isEqualTo(
                        "a is shown: in the weeks before it was trained the same method's error was 16.7% below (0.1000"
                                + " against 0.1200) that of the customer's last delays.");
    }

    @Test
    void theBaselineIsShownInPlaceOfAFirstModelThatIsNoBetterOrHasTooLittleHistory() {
        Standing loses = registry(card("a", DAY, 5_000, LOSES)).admit(Standing.NONE, DAY, UNASKED);
        assertThat(loses.baselineShown()).isTrue();
        Standing unproven = registry(card("a", DAY, 90, null)).admit(Standing.NONE, DAY, UNASKED);
        assertThat(unproven.baselineShown()).isTrue();
        assertThat(unproven.champion()).as("its calendar serves the baseline").isEqualTo("a");
        assertThat(unproven.decisions().getFirst().text())
                .isEqualTo(
                        "The naive baseline is shown in place of a: too little history to show that a model is better.");
    }

    @Test
    void aModelOfManyCompaniesIsShownToOneOfLittleHistoryWhenItWonOverAllOfThem() {
        ModelCard won = pooled("pooled", DAY, Map.of("b", WINS, "c", LOSES));
        Standing standing = registry(won).admit(Standing.NONE, DAY, UNASKED);
        assertThat(standing.champion()).isEqualTo("pooled");
        assertThat(standing.baselineShown()).isFalse();
        assertThat(standing.decisions().getFirst().text())
                .isEqualTo("pooled is shown: too little history to show that a model is better, and over all companies"
                        + " that it was trained on it beat the customer's last delays.");
        ModelCard lost = pooled("pooled", DAY, Map.of("b", LOSES, "c", LOSES));
        assertThat(registry(lost).admit(Standing.NONE, DAY, UNASKED).baselineShown())
                .isTrue();
    }

    @Test
    void aModelOfManyCompaniesIsLentToOneThatNoneWasTrainedForAndOneOfASingleCompanyIsNot() {
        ModelCard pooled = pooled("pooled", DAY.minusDays(3), Map.of("b", WINS));
        Registry stranger = new Registry("stranger", List.of(pooled, card("own", DAY, 5_000, WINS)));
        assertThat(stranger.newest(DAY)).isNull();
        assertThat(stranger.lent(DAY)).isEqualTo(pooled);
        assertThat(stranger.lent(DAY.minusDays(4)))
                .as("it would see the future")
                .isNull();
        assertThat(stranger.lent(DAY.plusDays(88))).as("too old").isNull();
    }

    @Test
    void aNewModelWaitsInShadowBehindAChampion() {
        ModelCard champion = card("a", DAY.minusDays(28), 5_000, WINS);
        Standing before = registry(champion).admit(Standing.NONE, DAY.minusDays(28), UNASKED);
        Standing standing = registry(champion, card("b", DAY, 9_000, WINS)).admit(before, DAY, UNASKED);
        assertThat(standing.champion()).isEqualTo("a");
        assertThat(standing.challenger()).isEqualTo("b");
        Standing next = registry(champion, card("b", DAY, 9_000, WINS), card("c", DAY.plusDays(7), 9_000, WINS))
                .admit(standing, DAY.plusDays(7), UNASKED);
        assertThat(next).as("one challenger at a time").isEqualTo(standing);
    }

    @Test
    void aChampionOfLittleHistoryOrOfLongAgoHandsOverAtOnceToOneThatIsClearlyBetterOnTheSameWeeks() {
        ModelCard little = card("little", DAY, 120, WINS);
        ModelCard more = card("more", DAY, 9_000, WINS);
        Standing first = registry(little).admit(Standing.NONE, DAY, UNASKED);
        Standing second = registry(little, more).admit(first, DAY, judged(0.09, 0.10, 0.11, 0.002));
        assertThat(second.champion()).isEqualTo("more");
        assertThat(second.challenger()).isNull();
        assertThat(second.former()).containsExactly("little");
        assertThat(second.decisions().getFirst().text())
                .isEqualTo(
                        "more is shown from now on: in the weeks from 2026-08-01 on its error was 10.0% below (0.0900"
                                + " against 0.1000) the champion's and 18.2% below (0.0900 against 0.1100) that of the customer's"
                                + " last delays; its weekly cash was off by 20.0%, theirs by 20.0% and 20.0%.");
        LocalDate later = DAY.plusDays(Registry.CHAMPION_DAYS_MAX + 1L);
        Standing third =
                registry(more, card("new", later, 9_000, WINS)).admit(second, later, judged(0.09, 0.10, 0.11, 0.002));
        assertThat(third.champion()).isEqualTo("new");
        assertThat(third.former()).containsExactly("more", "little");
        LocalDate inTime = later.minusDays(1);
        assertThat(registry(more, card("new", inTime, 9_000, WINS))
                        .admit(second, inTime, UNASKED)
                        .challenger())
                .as("of a champion that is not too old the weeks to come are waited for")
                .isEqualTo("new");
    }

    @Test
    void whatIsNotClearlyBetterAtOnceWaitsInShadowLikeAnyOther() {
        ModelCard little = card("little", DAY, 120, WINS);
        Registry registry = registry(little, card("more", DAY, 9_000, WINS));
        Standing first = registry(little).admit(Standing.NONE, DAY, UNASKED);
        Standing worse = registry.admit(first, DAY, judged(0.101, 0.10, 0.11, 0.002));
        assertThat(worse.champion()).isEqualTo("little");
        assertThat(worse.challenger()).isEqualTo("more");
        assertThat(worse.decisions().getFirst().text())
                .contains(" Compared at once, in the weeks from 2026-08-01 on its error was 1.0% above")
                .endsWith(", which is not enough to take its place now.");
        assertThat(registry.admit(first, DAY, judged(0.09, 0.10, 0.085, 0.002)).champion())
                .as("worse than the baseline")
                .isEqualTo("little");
        assertThat(registry.admit(first, DAY, judged(0.09, 0.10, 0.11, 0.006)).champion())
                .as("by chance")
                .isEqualTo("little");
        Standing unjudged = registry.admit(first, DAY, NO_WEEKS);
        assertThat(unjudged.champion()).isEqualTo("little");
        assertThat(unjudged.challenger()).isEqualTo("more");
        assertThat(unjudged.decisions().getFirst().text()).endsWith("in weeks to come.");
    }

    @Test
    void oneInShadowIsFollowedOnlyByOneThatHasLearnedEnoughOrIsClearlyBetter() {
        ModelCard little = card("little", DAY, 120, WINS);
        ModelCard next = card("next", DAY, 140, WINS);
        ModelCard third = card("third", DAY, 160, WINS);
        Standing first = registry(little).admit(Standing.NONE, DAY, UNASKED);
        Standing waiting = registry(little, next).admit(first, DAY, NO_WEEKS);
        assertThat(registry(little, next, third).admit(waiting, DAY, NO_WEEKS)).isEqualTo(waiting);
        assertThat(registry(little, next, third)
                        .admit(waiting, DAY, judged(0.09, 0.10, 0.11, 0.002))
                        .champion())
                .isEqualTo("third");
        ModelCard more = card("more", DAY, 9_000, WINS);
        Standing followed = registry(little, next, more).admit(waiting, DAY, NO_WEEKS);
        assertThat(followed.challenger()).isEqualTo("more");
        assertThat(registry(little, next, more).admit(followed, DAY, UNASKED))
                .as("the one before is not looked at again")
                .isEqualTo(followed);
    }

    @Test
    void whereTheBaselineIsShownItIsTheOneToBeatAtOnce() {
        ModelCard little = card("little", DAY, 120, null);
        Standing first = registry(little).admit(Standing.NONE, DAY, UNASKED);
        assertThat(first.baselineShown()).isTrue();
        Registry proven = registry(little, card("more", DAY, 9_000, WINS));
        Standing second = proven.admit(first, DAY, NO_WEEKS);
        assertThat(second.champion()).isEqualTo("more");
        assertThat(second.baselineShown()).isFalse();
        assertThat(second.former()).as("little was never shown").isEmpty();
        assertThat(proven.rollBack(second, "r1", "more", DAY).baselineShown()).isTrue();
        Standing lost = registry(little, card("more", DAY, 9_000, LOSES)).admit(first, DAY, NO_WEEKS);
        assertThat(lost.champion()).isEqualTo("more");
        assertThat(lost.baselineShown()).isTrue();
        assertThat(proven.admit(first, DAY, judged(0.099, 0.10, 0.11, 0.002)).baselineShown())
                .as("better than a champion that nobody sees, if not clearly")
                .isFalse();
        Standing worse = proven.admit(first, DAY, judged(0.10, 0.09, 0.11, 0.002));
        assertThat(worse.baselineShown()).isTrue();
        assertThat(worse.challenger()).isEqualTo("more");
    }

    @Test
    void aChampionThatCannotBeReadGivesWayToTheBaselineAndToAModelThatBeatsIt() {
        Standing standing = standing("gone", List.of("before"));
        Standing without = registry().admit(standing, DAY, UNASKED);
        assertThat(without.baselineShown()).isTrue();
        assertThat(without.alarmed()).as("a new one is trained sooner").isTrue();
        assertThat(without.decisions()).hasSize(1);
        assertThat(without.decisions().getFirst().text())
                .isEqualTo("gone cannot be read by this version or any more: the naive baseline is shown until a model"
                        + " has beaten it.");
        assertThat(registry().admit(without, DAY, UNASKED)).as("told once").isEqualTo(without);
        Standing shadow = standing.challengedBy("waits", new Decision(DAY, "waits"));
        assertThat(registry(card("waits", DAY, 9_000, WINS), card("older", DAY.minusDays(7), 9_000, WINS))
                        .admit(shadow, DAY, UNASKED)
                        .challenger())
                .as("the one in shadow goes before an older one")
                .isEqualTo("waits");
        Standing followed = registry(card("a", DAY, 9_000, WINS)).admit(without, DAY, UNASKED);
        assertThat(followed.champion()).isEqualTo("a");
        assertThat(followed.baselineShown()).isFalse();
        assertThat(followed.decisions().getFirst().text())
                .startsWith(
                        "gone cannot be read, so there is none to compare with. a is shown: in the weeks before it");
        assertThat(registry(card("a", DAY, 9_000, LOSES))
                        .admit(standing, DAY, UNASKED)
                        .baselineShown())
                .as("no better than the baseline in its held-back weeks")
                .isTrue();
    }

    @Test
    void theFilesThatAreReadAreThoseOfWhatIsShownAndOfANewModelWhoseTurnItIs() {
        ModelCard champion = card("champion", DAY.minusDays(14), 5_000, WINS);
        ModelCard little = card("little", DAY.minusDays(14), 120, WINS);
        ModelCard older = card("older", DAY.minusDays(21), 9_000, WINS);
        ModelCard next = card("next", DAY, 9_000, WINS);
        Standing settled = standing("champion", List.of());
        assertThat(registry(champion, older, next).toLoad(settled, DAY)).containsExactly(next, champion);
        Standing shadow = settled.challengedBy("waits", new Decision(DAY, "waits"));
        assertThat(registry(champion, older, next).toLoad(shadow, DAY))
                .as("while another one is in shadow it is not its turn")
                .containsExactly(champion);
        assertThat(registry(little, older, next).toLoad(standing("little", List.of()), DAY))
                .containsExactly(next, little);
        assertThat(registry(little, older).toLoad(standing("little", List.of()), DAY))
                .as("an older one takes nobody's place")
                .containsExactly(little);
        assertThat(registry(older, next).toLoad(standing("gone", List.of()), DAY))
                .containsExactly(next);
    }

    @Test
    void aModelOfADayThatHasNotComeIsNotShown() {
        Registry registry = registry(card("tomorrow", DAY.plusDays(1), 5_000, WINS));
        assertThat(registry.admit(Standing.NONE, DAY, UNASKED)).isEqualTo(Standing.NONE);
        assertThat(registry.shown(Standing.NONE, DAY)).isNull();
    }

    @Test
    void anOwnModelThatWasKeptAfterThePooledOneIsTheCandidateAndSaysWhy() {
        ModelCard pooled = card("pooled", DAY, 9_000, WINS);
        ModelCard own = own("own", pooled, "It is an own model of this company: better.");
        Standing first = registry(pooled, own).admit(Standing.NONE, DAY, UNASKED);
        assertThat(first.champion()).isEqualTo("own");
        assertThat(first.decisions().getFirst().text()).endsWith(" It is an own model of this company: better.");
        ModelCard champion = card("a", DAY.minusDays(28), 5_000, WINS);
        Standing before = registry(champion).admit(Standing.NONE, DAY.minusDays(28), UNASKED);
        Standing shadow = registry(champion, pooled, own).admit(before, DAY, UNASKED);
        assertThat(shadow.champion()).isEqualTo("a");
        assertThat(shadow.challenger()).isEqualTo("own");
        assertThat(shadow.decisions().getFirst().text())
                .startsWith("own waits in shadow")
                .endsWith(" It is an own model of this company: better.");
        Standing lost = shadow.dropped(new Decision(DAY.plusDays(14), "lost"));
        assertThat(registry(champion, pooled, own)
                        .admit(lost, DAY.plusDays(14), UNASKED)
                        .challenger())
                .as("the pooled one is next")
                .isEqualTo("pooled");
        assertThat(new Registry("u", List.of(own)).newest(DAY))
                .as("no other company's")
                .isNull();
    }

    @Test
    void rollbackGoesOneStepBackOnceForEachRequestAndOnlyFromTheModelThatWasSeen() {
        Registry registry = registry(card("a", DAY, 5_000, WINS), card("b", DAY, 5_001, WINS));
        Standing standing = standing("b", List.of("a"));
        Standing back = registry.rollBack(standing, "r1", "b", DAY);
        assertThat(back.champion()).isEqualTo("a");
        assertThat(back.setAside()).containsExactly("b");
        assertThat(back.decisions().getFirst())
                .isEqualTo(new Decision(DAY, "b was rolled back by a person: a is shown again."));
        assertThat(registry.rollBack(back, "r1", "a", DAY))
                .as("the same request again")
                .isEqualTo(back);
        assertThat(registry.rollBack(back, "r2", "b", DAY))
                .as("another that saw b")
                .isEqualTo(back);
        assertThat(registry.admit(back, DAY, UNASKED))
                .as("b doesn't come again")
                .isEqualTo(back);
        Standing none = registry.rollBack(back, "r3", "a", DAY);
        assertThat(none.champion()).isNull();
        assertThat(none.baselineShown()).isTrue();
        assertThat(registry.shown(none, DAY))
                .as("the baseline needs a model's calendar")
                .isNotNull();
    }

    @Test
    void trainingIsDueWithoutAModelAfterFourWeeksAndSoonerAfterAnAlarm() {
        assertThat(registry().trainingDue(Standing.NONE, DAY, FACTS)).isTrue();
        Registry registry = registry(card("a", DAY, 5_000, WINS));
        Standing quiet = standing("a", List.of());
        assertThat(registry.trainingDue(quiet, DAY.plusDays(27), NEWER)).isFalse();
        assertThat(registry.trainingDue(quiet, DAY.plusDays(28), NEWER)).isTrue();
        Standing alarmed = quiet.reviewed(DAY, true);
        assertThat(registry.trainingDue(alarmed, DAY.plusDays(6), NEWER)).isFalse();
        assertThat(registry.trainingDue(alarmed, DAY.plusDays(7), NEWER)).isTrue();
        Standing challenged = alarmed.challengedBy("b", new Decision(DAY, "b waits"));
        assertThat(registry.trainingDue(challenged, DAY.plusDays(40), NEWER))
                .as("the challenger is judged first")
                .isFalse();
        Registry little = registry(card("a", DAY, 90, null));
        assertThat(little.trainingDue(quiet, DAY, FACTS))
                .as("nothing has come since that is learned from, though the cut moved")
                .isFalse();
        assertThat(little.trainingDue(quiet, DAY, NEWER)).isTrue();
        assertThat(little.trainingDue(quiet, DAY, Map.of("invoices", 1L, "payments", 4L)))
                .as("the first payment has come")
                .isTrue();
    }

    @Test
    void anAlarmBringsTrainingForwardFromFourWeeksToOneUntilAnotherModelStands() {
        Registry registry = registry(card("a", DAY, 5_000, WINS));
        Standing quiet = standing("a", List.of());
        for (int days = 0; days <= 40; days++) {
            LocalDate day = DAY.plusDays(days);
            assertThat(registry.trainingDue(quiet.reviewed(DAY, false), day, NEWER))
                    .as("quiet, after %s days", days)
                    .isEqualTo(days >= 28);
            assertThat(registry.trainingDue(quiet.reviewed(DAY, true), day, NEWER))
                    .as("alarmed, after %s days", days)
                    .isEqualTo(days >= 7);
        }
        LocalDate week = DAY.plusDays(7);
        Standing alarmed = quiet.reviewed(DAY, true);
        assertThat(registry.trainingDue(alarmed.reviewed(week, false), week, NEWER))
                .as("the next review was quiet")
                .isFalse();
        Standing shadow = alarmed.challengedBy("b", new Decision(week, "b waits"));
        assertThat(shadow.alarmed()).as("waiting ends no alarm").isTrue();
        assertThat(shadow.dropped(new Decision(week, "b lost")).alarmed())
                .as("nor does losing")
                .isTrue();
        assertThat(shadow.promoted(new Decision(week, "b won")).alarmed()).isFalse();
    }

    @Test
    void betterProbabilitiesWinUnlessCashIsClearlyWorse() {
        Figures baseline = figures(0.12, 0.20);
        assertThat(figures(0.11, 0.21).beats(baseline)).isTrue();
        assertThat(figures(0.11, 0.23).beats(baseline)).isFalse();
        assertThat(figures(0.12, 0.10).beats(baseline))
                .as("no better is no win")
                .isFalse();
        assertThat(new Figures(0.11, 500, 0.5, 0.5, Map.of()).beats(baseline))
                .as("without cash")
                .isTrue();
        assertThat(new Figures(Double.NaN, 0, 0, 0, Map.of()).beats(baseline)).isFalse();
    }

    @Test
    void aStandingIsReadBackAsItWasKept() {
        Standings standings = new ModelStore(warehouse.toString()).standings();
        assertThat(standings.of("t")).isEqualTo(Standing.NONE);
        Standing standing = registry(card("a", DAY, 5_000, WINS))
                .rollBack(standing("b", List.of("a")), "r1", "b", DAY)
                .challengedBy("c", new Decision(DAY, "c waits"))
                .reviewed(DAY, true);
        standings.keep("t", standing);
        assertThat(standings.of("t")).isEqualTo(standing);
        assertThat(standings.of("u")).isEqualTo(Standing.NONE);
    }

    /** With weekly cash as good as the others'. */
    private static HandOver.Judge judged(double ours, double theirs, double baseline, double chance) {
        return (champion, candidate) -> new HandOver(
                LocalDate.parse("2026-08-01"),
                figures(ours, 0.20),
                figures(theirs, 0.20),
                figures(baseline, 0.20),
                new Duel(ours, theirs, 500, 60, chance));
    }

    private static Figures figures(double weekError, double wape) {
        return new Figures(weekError, 500, 0.5, 0.5, Map.of("EUR", new Figures.Cash(wape, 0.8, 12, 300)));
    }

    private static Standing standing(String champion, List<String> former) {
        return new Standing(champion, null, former, List.of(), false, false, null, null, List.of());
    }

    private static Registry registry(ModelCard... cards) {
        return new Registry("t", List.of(cards));
    }

    private static ModelCard own(String version, ModelCard after, String why) {
        return new ModelCard(
                version,
                after.cutDay(),
                after.trainedAt().plusMillis(1),
                1,
                "",
                5_000,
                Map.of("t", "7"),
                Map.of("t", Map.of("invoices", 1L, "control_totals", 3L)),
                List.of(),
                Map.of("t", WINS),
                Map.of("t", why),
                Map.of(),
                1);
    }

    private static ModelCard card(String version, LocalDate cut, int rows, @Nullable Proof proof) {
        return new ModelCard(
                version,
                cut,
                cut.atTime(20, 0).plusSeconds(rows).toInstant(ZoneOffset.UTC),
                1,
                "",
                rows,
                Map.of("t", "7"),
                Map.of("t", Map.of("invoices", 1L, "control_totals", 3L)),
                List.of(),
                proof == null ? Map.of() : Map.of("t", proof),
                Map.of(),
                Map.of(),
                1);
    }

    /** Of this company and two others; a company without a proof has too little history. */
    private static ModelCard pooled(String version, LocalDate cut, Map<String, Proof> proofs) {
        return new ModelCard(
                version,
                cut,
                cut.atTime(20, 0).toInstant(ZoneOffset.UTC),
                1,
                "",
                9_000,
                Map.of("t", "7", "b", "7", "c", "7"),
                Map.of(),
                List.of(),
                proofs,
                Map.of(),
                Map.of(),
                1);
    }
}
