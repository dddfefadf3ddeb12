package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.local.BenchTable;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.features.FeatureNames;
import cashtide.ml.features.PaymentCalendars;
import cashtide.ml.features.TenantIndex;
import cashtide.ml.fixture.InventedPayers;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows that a core predicts a second, their features known, beside scikit-learn's gradient boostings, of default size,
 * that learned from the same rows. Ours says of each day how likely the payment is, and reads the three uses from it. A
 * classifier of scikit-learn's says whether a row will be late and no more; five models give the three uses, each for
 * itself; only one that tells our buckets apart says as much. They run where
 * {@code -Dcashtide.bench.python=PROGRAM}, or else {@code python3}, has scikit-learn.
 */
@EnabledIfSystemProperty(named = "cashtide.bench", matches = "true")
final class PredictBench {

    private static final int ROWS = Integer.getInteger("cashtide.bench.predicted", 200_000);
    private static final String PYTHON = System.getProperty("cashtide.bench.python", "python3");
    private static final String AIM = ">= 1x";
    private static final int TENANTS_LEARNED_FROM = 4;
    private static final int CUSTOMERS = 100;
    private static final int DAYS = 400;
    private static final int PASSES = 3;
    private static final AsOf CUT = AsOf.endOf(InventedPayers.FIRST_DAY.plusDays(DAYS + 60), InventedPayers.ZONE);
    private static final TrainingOptions OPTIONS = TrainingOptions.withSeed(1);

    @TempDir
    private Path folder;

    @Test
    void rowsBesideScikitLearn() throws Exception {
        List<History> learnedFrom = IntStream.range(0, TENANTS_LEARNED_FROM)
                .mapToObj(PredictBench::tenant)
                .toList();
        DelayModel model = new RiskTrainer(OPTIONS).train(learnedFrom, CUT).model();
        BoostedBuckets buckets = Objects.requireNonNull(model.boosted());
        LateHead late = Objects.requireNonNull(model.lateHead());
        int rounds = model.calibration().mixture().rounds();
        List<List<DelayRow>> asked = new ArrayList<>();
        int count = 0;
        while (count < ROWS) {
            asked.add(rows(tenant(TENANTS_LEARNED_FROM + asked.size()), model.calendars()));
            count += asked.getLast().size();
        }
        double whole = seconds(asked, rows -> uses(model.dates(rows), model.calibration())) / count;
        double ofBuckets = seconds(asked, rows -> buckets.predict(x(rows), rounds)[0][0]) / count;
        double ofLate = seconds(asked, rows -> late.late(x(rows))[0]) / count;
        List<List<DelayRow>> known = learnedFrom.stream()
                .map(tenant -> rows(tenant, model.calendars()))
                .toList();
        Map<String, Double> peers = peers(model, known, asked);
        BenchTable table = new BenchTable(
                String.format(
                        Locale.ROOT,
                        "rows that a core predicts, %,d of %d features: %d buckets by %,d trees, late or not, uses",
                        count,
                        buckets.features().size(),
                        model.buckets().count(),
                        model.buckets().count() * rounds),
                peers.isEmpty()
                        ? "not run, " + PYTHON + " has no scikit-learn: pip install scikit-learn, or"
                                + " -Dcashtide.bench.python=PROGRAM"
                        : "scikit-learn predicting the same rows");
        if (peers.isEmpty()) {
            table.rate("all buckets and the uses", 1 / whole, AIM);
        }
        peers.forEach((what, perSecond) -> table.rate(what, 1 / whole, perSecond, AIM));
        table.row("a row of ours", micros(whole), "", "", "")
                .row("of which trees of the buckets", micros(ofBuckets), "", "", "")
                .row("of which late or not", micros(ofLate), "", "", "")
                .row("of which days and uses", micros(whole - ofBuckets - ofLate), "", "", "")
                .print();
    }

    private static History tenant(int seed) {
        return InventedPayers.history(seed, CUSTOMERS, DAYS);
    }

    private static List<DelayRow> rows(History tenant, PaymentCalendars calendars) {
        return DelayRows.toLearnFrom(
                new TenantIndex(tenant, calendars),
                DelayRows.mature(tenant, calendars.usual(), CUT, OPTIONS.matureDays()));
    }

    private static List<float[]> x(List<DelayRow> rows) {
        return rows.stream().map(row -> row.x).toList();
    }

    /** Whether late, whether late by a month, and the three dates. The sum is for nothing but being asked. */
    private static double uses(List<PaymentDates> dates, Calibration calibration) {
        double tail = calibration.tailShare();
        double sum = 0;
        for (PaymentDates date : dates) {
            sum += date.lateBeyond(0) + date.lateBeyond(30);
            for (double share : new double[] {tail, 0.5, 1 - tail}) {
                sum += date.quantile(share).toEpochDay();
            }
        }
        return sum;
    }

    /** Of the processor, a tenant at a time; the fastest pass after one that is not counted. */
    private static double seconds(List<List<DelayRow>> tenants, ToDoubleFunction<List<DelayRow>> predict) {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        double best = Double.POSITIVE_INFINITY;
        for (int pass = 0; pass <= PASSES; pass++) {
            long start = process.getProcessCpuTime();
            double sum = tenants.stream().mapToDouble(predict).sum();
            double seconds = (process.getProcessCpuTime() - start) / 1e9;
            assertThat(sum).isFinite();
            best = pass == 0 ? best : Math.min(best, seconds);
        }
        return best;
    }

    /** By model, rows a second; empty without scikit-learn. */
    private Map<String, Double> peers(DelayModel model, List<List<DelayRow>> known, List<List<DelayRow>> asked)
            throws Exception {
        if (!hasScikitLearn()) {
            return Map.of();
        }
        write(model, known, "known");
        write(model, asked, "asked");
        Path script = folder.resolve("predict_peers.py");
        try (InputStream resource = PredictBench.class.getResourceAsStream("predict_peers.py")) {
            Files.copy(Objects.requireNonNull(resource), script);
        }
        ProcessBuilder builder = new ProcessBuilder(
                        PYTHON,
                        script.toString(),
                        folder.toString(),
                        String.valueOf(2 + columns(model).length),
                        String.valueOf(model.calibration().mixture().rounds()),
                        String.valueOf(OPTIONS.boost().depth()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process python = builder.start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as("exit of %s", script).isZero();
        Map<String, Double> peers = new LinkedHashMap<>();
        said.lines().map(line -> line.split("\t", -1)).forEach(words -> peers.put(words[0], Double.valueOf(words[1])));
        return peers;
    }

    private static boolean hasScikitLearn() throws InterruptedException {
        try {
            return new ProcessBuilder(PYTHON, "-c", "import sklearn")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // There is no such program.
        }
    }

    /** Delay and bucket of what was paid first, and the features that the model has kept. */
    private void write(DelayModel model, List<List<DelayRow>> tenants, String name) throws IOException {
        int[] columns = columns(model);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve(name))))) {
            for (List<DelayRow> rows : tenants) {
                for (DelayRow row : rows) {
                    List<Outcome.Tranche> paid = row.outcome.tranches();
                    int delay = paid.isEmpty()
                            ? row.outcome.openFrom()
                            : paid.getFirst().delay();
                    out.writeFloat(delay);
                    out.writeFloat(model.buckets().bucketOf(delay));
                    for (int column : columns) {
                        out.writeFloat(row.x[column]);
                    }
                }
            }
        }
    }

    private static int[] columns(DelayModel model) {
        List<String> names = FeatureNames.names();
        return Objects.requireNonNull(model.boosted()).features().stream()
                .mapToInt(names::indexOf)
                .toArray();
    }

    private static String micros(double seconds) {
        return String.format(Locale.ROOT, "%.1f us", seconds * 1e6);
    }
}
