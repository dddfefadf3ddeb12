package cashtide.ml.cash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.InvoiceFact;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FuturesTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final int DAYS = 28;
    private static final int SAMPLES = 400;

    @Test
    void eachItemIsPaidAsOftenOnADayAsItsShareSays() {
        double[] shares = new double[DAYS];
        shares[2] = 0.5;
        shares[3] = 1e-9;
        shares[20] = 0.3;
        int items = 500;
        Futures futures = drawn(items, shares);
        assertThat(mean(futures, 2)).isCloseTo(0.5 * items, within(15.0));
        assertThat(mean(futures, 20)).isCloseTo(0.3 * items, within(15.0));
        assertThat(mean(futures, 3)).isLessThan(0.1);
        for (int day : new int[] {0, 1, 4, 19, 21, 27}) {
            assertThat(mean(futures, day)).isZero();
        }
    }

    @Test
    void whatIsSureComesInEveryFutureAndWhatIsNotExpectedInNone() {
        double[] sure = new double[DAYS];
        sure[5] = 1;
        assertThat(drawn(10, sure).sorted(5, 1)).containsOnly(10);
        assertThat(drawn(10, new double[DAYS]).sorted(0, DAYS)).containsOnly(0);
    }

    private static double mean(Futures futures, int day) {
        return Arrays.stream(futures.sorted(day, 1)).average().orElseThrow();
    }

    /** Items of 1 of as many customers. */
    private static Futures drawn(int count, double[] shares) {
        List<OpenItem> items = IntStream.range(0, count)
                .mapToObj(item -> new OpenItem(
                        new InvoiceFact(
                                "I" + item,
                                "C" + item,
                                "I" + item,
                                DAY,
                                DAY.plusDays(30),
                                "EUR",
                                1,
                                AsOf.knownDuring(DAY, ZoneOffset.UTC)),
                        1))
                .toList();
        double[][] byItem = IntStream.range(0, count).mapToObj(item -> shares).toArray(double[][]::new);
        return Futures.draw(items, byItem, DAYS, SAMPLES, 11);
    }
}
