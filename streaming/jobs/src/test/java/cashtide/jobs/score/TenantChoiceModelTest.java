package cashtide.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.CustomerFact;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.risk.BoostParameters;
import cashtide.ml.risk.Calibration;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskTrainer;
import cashtide.ml.risk.TrainingOptions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Invented companies in one pool: like the others, unlike them, unpredictable, and small. */
final class TenantChoiceModelTest {

    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final LocalDate FIRST = LocalDate.parse("2025-01-01");
    private static final LocalDate CUT = FIRST.plusDays(330);
    private static final int DAYS = 360;
    private static final long SEED = 7;

    private static final BoostParameters QUICK = new BoostParameters(30, 0.2, 3, 3, 0.8, 0.5, 2, 0, 1);

    /** Whether an invoice is paid late, from whether it is large, whether it is due early in the week, and chance. */
    private interface Habit {
        boolean late(boolean large, boolean early, SplittableRandom random);
    }

    private static final Habit USUAL = (large, early, random) -> large != early;
    private static final Habit REVERSED = (large, early, random) -> large == early;
    private static final Habit FICKLE = (large, early, random) -> random.nextBoolean();

    @Test
    void aCompanyThatPaysUnlikeThePoolGetsItsOwnAndOneThatPaysLikeItDoesNot() {
        History usual = company("usual", 1, 5_600, USUAL);
        History alike = company("alike", 5, 14_000, USUAL);
        History odd = company("odd", 2, 5_600, REVERSED);
        History small = company("small", 3, 900, USUAL);
        History fickle = company("fickle", 4, 2_500, FICKLE);
        RiskTrainer trainer = new RiskTrainer(new TrainingOptions(SEED, QUICK, 3));
        RiskModel pooled = trainer.train(List.of(usual, alike, odd, small, fickle), AsOf.endOf(CUT, ZONE));

        TenantChoice ofUsual = TenantChoice.of(trainer, pooled, usual, CUT, SEED);
        assertThat(ofUsual.own()).isNull();
        assertThat(ofUsual.calibration()).isNull();
        assertThat(ofUsual.why())
                .startsWith(
                        "It is the model of all companies: in the weeks from 2025-10-03 on the error of an own one was");

        TenantChoice ofOdd = TenantChoice.of(trainer, pooled, odd, CUT, SEED);
        RiskModel own = Objects.requireNonNull(ofOdd.own());
        assertThat(ofOdd.why())
                .matches(
                        "It is an own model of this company: in the weeks from 2025-10-03 on its error was \\d+\\.\\d% below"
                                + " \\(0\\.\\d{4} against 0\\.\\d{4}\\) that of the model of all companies\\.");
        TenantChoice again = TenantChoice.of(trainer, pooled, odd, CUT, SEED);
        assertThat(again.why()).isEqualTo(ofOdd.why());
        AsOf cut = AsOf.endOf(CUT, ZONE);
        List<InvoiceFact> openOfOdd = odd.openInvoices(cut);
        assertThat(Objects.requireNonNull(again.own()).score(odd, cut, openOfOdd))
                .as("the same facts and seed, the same scores to the bit")
                .isNotEmpty()
                .isEqualTo(own.score(odd, cut, openOfOdd));

        TenantChoice ofSmall = TenantChoice.of(trainer, pooled, small, CUT, SEED);
        assertThat(ofSmall.own()).isNull();
        assertThat(ofSmall.calibration()).isNull();
        assertThat(ofSmall.why())
                .isEqualTo(
                        "It is the model of all companies: this one has 745 invoices to learn from, and a model of its own"
                                + " is tried from 4,500 on.");

        TenantChoice ofFickle = TenantChoice.of(trainer, pooled, fickle, CUT, SEED);
        assertThat(ofFickle.own()).isNull();
        Calibration calibration = Objects.requireNonNull(ofFickle.calibration());
        assertThat(calibration.mixture().boosted())
                .isLessThan(pooled.calibration().mixture().boosted());
        assertThat(ofFickle.why())
                .contains(" It is calibrated on this company: in the weeks from 2025-10-31 on the error");
        List<InvoiceFact> open = fickle.openInvoices(cut);
        assertThat(pooled.with(calibration).score(fickle, cut, open)).isNotEqualTo(pooled.score(fickle, cut, open));
    }

    /** So many invoices of 40 customers, spread evenly over the days. */
    private static History company(String name, long seed, int invoices, Habit habit) {
        SplittableRandom random = new SplittableRandom(seed);
        History.Builder facts = History.builder(name, ZONE);
        for (int customer = 0; customer < 40; customer++) {
            facts.customer(new CustomerFact(name + customer, "EUR", null, null, 30));
        }
        for (int n = 0; n < invoices; n++) {
            LocalDate issued = FIRST.plusDays((long) n * DAYS / invoices);
            LocalDate due = issued.plusDays(30);
            boolean large = random.nextBoolean();
            boolean early = due.getDayOfWeek().getValue() <= 3;
            String key = name + "-" + n;
            double amount = (large ? 9_000 : 200) + random.nextInt(90);
            LocalDate paid =
                    due.plusDays(habit.late(large, early, random) ? 15 + random.nextInt(8) : -4 + random.nextInt(5));
            facts.invoice(new InvoiceFact(
                    key, name + random.nextInt(40), key, issued, due, "EUR", amount, AsOf.knownDuring(issued, ZONE)));
            facts.application(
                    new ApplicationFact(key, ApplicationFact.Kind.CASH, amount, paid, AsOf.knownDuring(paid, ZONE)));
        }
        return facts.build();
    }
}
