package cashtide.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.Backtest;
import cashtide.jobs.bench.MeasuredChild;
import cashtide.local.BenchTable;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Time and memory of a backtest of a real company's 32,000 invoices, with the heap that {@code ./cashtide backtest} gives. */
@EnabledIfSystemProperty(named = "cashtide.bench", matches = "true")
final class BacktestBench {

    private static final int HEAP_MIB = 2_048;
    private static final int SECONDS_MAX = 300;

    @Test
    void backtest() throws Exception {
        MeasuredChild child = MeasuredChild.run(
                HEAP_MIB,
                Backtest.class,
                RealReceivablesModelTest.receivables2019().toString(),
                "--cut",
                "2019-09-30");
        assertThat(child.exitValue()).as(String.join("\n", child.lines())).isZero();
        new BenchTable("backtest of 32,000 invoices at one cut, its start among it", "limit")
                .row(
                        "wall",
                        String.format(Locale.ROOT, "%.0f s", child.seconds()),
                        SECONDS_MAX + " s",
                        String.format(Locale.ROOT, "%.2f", child.seconds() / SECONDS_MAX),
                        "")
                .row(
                        "memory at its peak",
                        String.format(Locale.ROOT, "%,d MB", child.peakMb()),
                        String.format(Locale.ROOT, "%,d MB", HEAP_MIB),
                        String.format(Locale.ROOT, "%.2f", (double) child.peakMb() / HEAP_MIB),
                        "")
                .print();
    }
}
