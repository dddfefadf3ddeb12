package cashtide.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.bench.MeasuredChild;
import cashtide.local.BenchTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Time and memory of training a model of many tenants, in a process with the heap that {@link ChildProcess} gives. The aim is
 * for {@code -Dcashtide.bench.trained=1000000 -Dcashtide.bench.pooled=1000} on two cores.
 */
@EnabledIfSystemProperty(named = "cashtide.bench", matches = "true")
final class PooledTrainingBench {

    private static final int ROWS = Integer.getInteger("cashtide.bench.trained", 6_000);
    private static final int TENANTS = Integer.getInteger("cashtide.bench.pooled", 6);

    @Test
    void pooledTraining() throws Exception {
        MeasuredChild child = MeasuredChild.run(
                ChildProcess.HEAP_MAX_MIB,
                PooledTraining.class,
                String.valueOf(TENANTS),
                String.valueOf(ROWS / TENANTS));
        assertThat(child.exitValue()).isZero();
        Map<String, String[]> said = new HashMap<>();
        for (String line : child.lines()) {
            String[] words = line.split(" ", -1);
            said.put(words[0], words);
        }
        String[] trained = Objects.requireNonNull(said.get(PooledTraining.TRAINED));
        String[] chosen = Objects.requireNonNull(said.get(PooledTraining.CHOSEN));
        int rows = Integer.parseInt(trained[1]);
        new BenchTable(
                        String.format(Locale.ROOT, "training of %,d invoices of %,d tenants", rows, TENANTS),
                        "aim of 1,000,000")
                .row("the model, wall", minutes(trained[2]), "15.0 min", "", "")
                .row("the model, processor", minutes(trained[3]), "", "", "")
                .row("each tenant's choice and proof, wall", minutes(chosen[2]), "", "", "")
                .row("the same, processor", minutes(chosen[3]), "", "", "")
                .row("memory at its peak", String.format(Locale.ROOT, "%,d MB", child.peakMb()), "6,144 MB", "", "")
                .print();
    }

    private static String minutes(String seconds) {
        return String.format(Locale.ROOT, "%.1f min", Double.parseDouble(seconds) / 60);
    }
}
