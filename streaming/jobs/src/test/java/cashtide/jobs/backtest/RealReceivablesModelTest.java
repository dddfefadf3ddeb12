package cashtide.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A backtest on a real company's receivables: fails when figures leave bounds a little wider than those of docs/models.md. */
class RealReceivablesModelTest {

    private static final String RECEIVABLES = "shared/data/receivables-2019";

    @Test
    void figuresStayWithinTheirBounds() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BacktestRun.run(
                Arguments.parse(receivables2019().toString(), "--cut", "2019-09-30"),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        String report = out.toString(StandardCharsets.UTF_8);
        double[] model = row(report, "| **model** |", "");
        assertThat(model[0]).as("Brier late").isLessThan(0.142);
        assertThat(model[1]).as("AUC late").isGreaterThan(0.868);
        assertThat(model[2]).as("PR-AUC late > 30").isGreaterThan(0.85);
        assertThat(model[3]).as("MAE P50").isLessThan(2.76);
        assertThat(model[4]).as("pinball").isLessThan(1.05);
        assertThat(model[5]).as("calibration error").isLessThan(0.035);
        assertThat(model[6]).as("coverage, percent").isBetween(79.0, 87.0);
        double[] cad = row(report, "| **forecast** |", "Cash per week, CAD:");
        assertThat(cad[0]).as("WAPE CAD").isLessThan(0.16);
        double[] usd = row(report, "| **forecast** |", "Cash per week, USD:");
        assertThat(usd[0]).as("WAPE USD").isLessThan(0.10);
        assertThat(usd[3]).as("coverage USD, percent").isBetween(66.0, 90.0);
    }

    /** The figures of the first such row after a heading. */
    private static double[] row(String report, String name, String heading) {
        int at = report.indexOf(name, report.indexOf(heading));
        assertThat(at).as("%s in %s", name, report).isPositive();
        String line = report.substring(at + name.length(), report.indexOf('\n', at));
        return Arrays.stream(line.split("\\|"))
                .map(cell -> cell.replace("%", "").strip())
                .filter(cell -> !cell.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** Beside the project in CI; elsewhere what needs it is skipped without it. */
    static Path receivables2019() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve(RECEIVABLES))) {
            folder = folder.getParent();
        }
        Path files = folder.resolve(RECEIVABLES);
        boolean there = Files.isDirectory(files);
        assertThat(there || System.getenv("CI") == null)
                .as("%s beside the project", RECEIVABLES)
                .isTrue();
        assumeThat(there).as("%s beside the project", RECEIVABLES).isTrue();
        return files;
    }
}
