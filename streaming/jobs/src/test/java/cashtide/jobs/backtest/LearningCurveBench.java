package cashtide.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.jobs.fixture.InventedTenants;
import cashtide.local.BenchTable;
import cashtide.ml.evaluation.Judged;
import cashtide.ml.evaluation.RiskMetrics;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskTrainer;
import cashtide.ml.risk.TrainingOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What more rows teach the trees: errors on later invoices by the rows that the trees are grown on, all else equal, with the
 * calibration of one rehearsal. Where it levels off is the limit of {@link RiskTrainer}; see ADR 0055. It takes long and is no
 * part of {@code ./cashtide bench}: {@code -Dcashtide.bench.curve=5000,10000}, with {@code -Dcashtide.bench.folder=DIR
 * -Dcashtide.bench.cut=DAY}, else of invented tenants.
 */
@EnabledIfSystemProperty(named = "cashtide.bench.curve", matches = "[\\d,]+")
final class LearningCurveBench {

    private static final String FOLDER = "cashtide.bench.folder";
    private static final int TENANTS = Integer.getInteger("cashtide.bench.pooled", 400);
    private static final int INVOICES_EACH = Integer.getInteger("cashtide.bench.each", 1_000);
    private static final int TENANTS_JUDGED = 50;
    private static final LocalDate INVENTED_CUT = InventedTenants.FIRST.plusDays(330);

    @Test
    void laterErrorsByRows() {
        String folder = System.getProperty(FOLDER);
        if (folder == null) {
            curve(InventedTenants.histories(TENANTS, INVOICES_EACH), INVENTED_CUT, InventedTenants.CUT.plusDays(400));
        } else {
            ImportFacts.Read read = ImportFacts.read(Path.of(folder));
            curve(List.of(read.history()), LocalDate.parse(System.getProperty("cashtide.bench.cut")), read.lastDay());
        }
    }

    private static void curve(List<History> histories, LocalDate day, LocalDate lastDay) {
        int[] limits = Arrays.stream(System.getProperty("cashtide.bench.curve").split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        TrainingOptions options = TrainingOptions.withSeed(1);
        AsOf cut = AsOf.endOf(day, histories.getFirst().zone());
        RiskModel rehearsal = new RiskTrainer(options, limits[0]).rehearse(histories, cut);
        BenchTable table = new BenchTable("learning curve, cut " + day, "Brier late, pinball days, MAE of P50 days");
        for (int limit : limits) {
            long start = System.nanoTime();
            RiskModel model = new RiskTrainer(options, limit).train(histories, cut, rehearsal);
            double seconds = (System.nanoTime() - start) / 1e9;
            RiskMetrics metrics = judge(model, histories, day, lastDay);
            assertThat(metrics.invoices()).isPositive();
            table.row(
                    String.format(
                            Locale.ROOT, "%,d of %,d", Math.min(limit, model.trainingRows()), model.trainingRows()),
                    String.format(Locale.ROOT, "%.4f", metrics.brier()),
                    String.format(Locale.ROOT, "%.4f", metrics.pinball()),
                    String.format(Locale.ROOT, "%.3f", metrics.dateErrorDays()),
                    String.format(Locale.ROOT, "%.0f s, %,d judged", seconds, metrics.invoices()));
        }
        table.print();
    }

    private static RiskMetrics judge(RiskModel model, List<History> histories, LocalDate day, LocalDate lastDay) {
        List<Judged> judged = new ArrayList<>();
        for (History history : histories.subList(0, Math.min(TENANTS_JUDGED, histories.size()))) {
            judged.addAll(RiskBacktest.run(model, history, day, lastDay).judged());
        }
        return RiskMetrics.of(judged);
    }
}
