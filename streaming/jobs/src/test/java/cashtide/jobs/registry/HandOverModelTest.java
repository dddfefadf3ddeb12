package cashtide.jobs.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.CustomerFact;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.risk.BoostParameters;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskTrainer;
import cashtide.ml.risk.TrainingOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A company whose large invoices of some weekdays are paid late, as a model of trees sees and a customer's own delays don't. */
final class HandOverModelTest {

    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final LocalDate FIRST = LocalDate.parse("2025-01-01");
    private static final LocalDate CUT = FIRST.plusDays(330);
    private static final LocalDate LONG_AGO = CUT.minusDays(Registry.CHAMPION_DAYS_MAX + 1L);
    private static final long SEED = 7;
    private static final BoostParameters QUICK = new BoostParameters(30, 0.2, 3, 3, 0.8, 0.5, 2, 0, 1);

    private final History history = company(2_500);
    private final RiskModel candidate =
            new RiskTrainer(new TrainingOptions(SEED, QUICK, 3)).train(List.of(history), AsOf.endOf(CUT, ZONE));
    private final RiskModel rehearsal = Objects.requireNonNull(candidate.rehearsal());
    private final RiskModel alone = RiskModel.fromBytes(candidate.toBytes());

    @Test
    void whatIsOfLongAgoIsJudgedItselfOnTheSameWeeks() {
        HandOver judged = judge(card(LONG_AGO), rehearsal.naive(), candidate);
        assertThat(judged.clearly()).isTrue();
        assertThat(judged.theirs()).isEqualTo(judged.baseline());
        assertThat(judged.theirs().decided()).isEqualTo(judged.ours().decided()).isGreaterThan(1_000);
        assertThat(judged.from())
                .as("eight weeks, of which the rehearsal has seen none")
                .isEqualTo(CUT.minusDays(55))
                .isAfter(LocalDate.ofInstant(rehearsal.cut(), ZONE));
        HandOver turned = judge(card(LONG_AGO), rehearsal, candidate.naive());
        assertThat(turned.better()).isFalse();
    }

    @Test
    void whatHasNoWeeksOfItsOwnIsJudgedByItsRehearsal() {
        HandOver same = judge(card(CUT), candidate, candidate);
        assertThat(same.theirs()).isEqualTo(same.ours());
        assertThat(same.better()).as("no better than itself").isFalse();
        assertThat(judge(card(CUT), candidate.naive(), candidate).clearly()).isTrue();
    }

    @Test
    void withoutWeeksThatNeitherHasLearnedFromNothingIsSaid() {
        assertThat(HandOver.of(history, CUT, SEED, card(LONG_AGO), candidate, alone))
                .as("a candidate without a rehearsal")
                .isNull();
        assertThat(HandOver.of(history, CUT, SEED, card(CUT.minusDays(13)), alone, candidate))
                .as("a champion of a day less than two weeks ago, without one")
                .isNull();
        assertThat(HandOver.of(history, CUT, SEED, card(CUT.minusDays(14)), alone, candidate))
                .isNotNull();
        assertThat(HandOver.of(company(30), CUT, SEED, card(LONG_AGO), alone, candidate))
                .as("too few invoices")
                .isNull();
    }

    private HandOver judge(ModelCard card, RiskModel champion, RiskModel challenger) {
        return Objects.requireNonNull(HandOver.of(history, CUT, SEED, card, champion, challenger));
    }

    private static ModelCard card(LocalDate cut) {
        return new ModelCard(
                "champion",
                cut,
                Instant.EPOCH,
                1,
                "",
                900,
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                1);
    }

    /** So many invoices of 40 customers, spread evenly over the days. */
    private static History company(int invoices) {
        SplittableRandom random = new SplittableRandom(1);
        History.Builder facts = History.builder("t", ZONE);
        for (int customer = 0; customer < 40; customer++) {
            facts.customer(new CustomerFact("C" + customer, "EUR", null, null, 30));
        }
        for (int n = 0; n < invoices; n++) {
            LocalDate issued = FIRST.plusDays(330L * n / invoices);
            LocalDate due = issued.plusDays(30);
            boolean large = random.nextBoolean();
            boolean late = large != (due.getDayOfWeek().getValue() <= 3);
            String key = "I" + n;
            double amount = (large ? 9_000 : 200) + random.nextInt(90);
            LocalDate paid = due.plusDays(late ? 15 + random.nextInt(8) : -4 + random.nextInt(5));
            facts.invoice(new InvoiceFact(
                    key, "C" + random.nextInt(40), key, issued, due, "EUR", amount, AsOf.knownDuring(issued, ZONE)));
            facts.application(
                    new ApplicationFact(key, ApplicationFact.Kind.CASH, amount, paid, AsOf.knownDuring(paid, ZONE)));
        }
        return facts.build();
    }
}
