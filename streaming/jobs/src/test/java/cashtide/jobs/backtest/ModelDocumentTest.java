package cashtide.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelDocumentTest {

    private static final String BEGIN = "<!-- figures: written by ./cashtide backtest -->";
    private static final String END = "<!-- figures: end -->";

    @Test
    void figuresReplaceFiguresAndWhatPeopleWroteStays() {
        String old = "# Models\n\nBy hand.\n\n" + BEGIN + "\nold\n" + END + "\n\nAlso by hand.\n";
        String figures = BEGIN + "\nnew\n" + END + "\n";
        assertThat(ModelDocument.placed(old, figures))
                .isEqualTo("# Models\n\nBy hand.\n\n" + figures + "\nAlso by hand.\n");
        assertThat(ModelDocument.placed("", figures)).isEqualTo(figures);
    }

    @Test
    void aChartIsTheSameEachTimeAndKeepsInsideItsFrame() {
        String chart = chart();
        assertThat(chart)
                .isEqualTo(chart())
                .startsWith("<svg")
                .endsWith("</svg>\n")
                .contains(">cut<");
        assertThat(chart).doesNotContain("NaN").contains("M56.0 276.0L490.0 34.0");
    }

    private static String chart() {
        return new LineChart("title", "x", List.of("0", "1"), 1, "%.2f")
                .line("cut", List.of(new double[] {0, -3}, new double[] {1, 7}))
                .svg();
    }

    @Test
    void severalCutsMakeAReportButNoPredictions() {
        Arguments two = Arguments.parse("dir", "--cut", "2019-06-30", "--cut", "2019-08-31", "--report", "m.md");
        assertThat(two.cuts()).hasSize(2);
        assertThatThrownBy(
                        () -> Arguments.parse("dir", "--cut", "2019-06-30", "--cut", "2019-08-31", "--cash", "c.csv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--predictions and --cash are of one cut; several are for --report");
    }
}
