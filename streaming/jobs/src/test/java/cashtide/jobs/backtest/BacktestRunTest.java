package cashtide.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestRunTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    @TempDir
    Path folder;

    @BeforeEach
    void customers() throws IOException {
        Files.writeString(
                folder.resolve("customers.csv"), "customer_number,name,currency,terms_days\nC1,Nord AG,EUR,30\n");
    }

    private void invoices(int count, boolean paid) throws IOException {
        StringBuilder invoices = new StringBuilder("invoice_number,customer_number,invoice_date,currency,amount\n");
        StringBuilder payments =
                new StringBuilder("payment_number,received_date,customer_number,invoice_number,currency,amount\n");
        for (int i = 0; i < count; i++) {
            LocalDate day = FIRST.plusDays(i * 3L);
            invoices.append("I" + i + ",C1," + day + ",EUR,100.00\n");
            if (paid) {
                payments.append("P" + i + "," + day.plusDays(33) + ",C1,I" + i + ",EUR,100.00\n");
            }
        }
        Files.writeString(folder.resolve("invoices.csv"), invoices);
        Files.writeString(folder.resolve("payments.csv"), payments);
    }

    private String run(String cut) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BacktestRun.run(
                Arguments.parse(folder.toString(), "--cut", cut), new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theFilesHaveARowForEachInvoiceAfterTheCutAndEachOfEightWeeksAndAreTheSameAgain() throws IOException {
        invoices(120, true);
        List<String> predictions = written("--predictions", "2024-06-30");
        assertThat(predictions.getFirst()).isEqualTo("invoice_number,p_late,p_late30,p10_date,p50_date,p90_date");
        // Invoice 61 is the first after the cut: of 2 July, as there is one every third day from 1 January.
        assertThat(predictions.stream().skip(1).map(row -> row.split(",")[0]))
                .containsExactlyElementsOf(
                        IntStream.range(61, 120).mapToObj(i -> "I" + i).toList());
        assertThat(predictions.stream().skip(1))
                .allMatch(row -> row.matches("I\\d+,[01]\\.\\d+,[01]\\.\\d+(,202[45]-\\d\\d-\\d\\d){3}"));

        List<String> cash = written("--cash", "2024-06-30");
        assertThat(cash.getFirst()).isEqualTo("as_of,week_start,currency,p10,p50,p90");
        List<String> weeks = cash.stream()
                .skip(1)
                .map(row -> row.substring(0, row.indexOf(",EUR,")))
                .toList();
        // Thirteen days, a week apart, as eight weeks of outcomes follow the last of them; what happened ends in
        // January.
        List<String> expected = new ArrayList<>();
        for (int day = 0; day < 13; day++) {
            LocalDate asOf = LocalDate.parse("2024-06-30").plusDays(7L * day);
            for (int week = 0; week < 8; week++) {
                expected.add(asOf + "," + asOf.plusDays(1 + 7L * week));
            }
        }
        assertThat(weeks).containsExactlyElementsOf(expected);

        assertThat(written("--predictions", "2024-06-30")).isEqualTo(predictions);
        assertThat(written("--cash", "2024-06-30")).isEqualTo(cash);
    }

    @Test
    void noPaymentThatIsKnownLaterChangesAScoreOfAnEarlierDay() throws IOException {
        invoices(160, true);
        List<String> honest = written("--predictions", "2024-06-30");
        LocalDate changedFrom = LocalDate.of(2024, 8, 10);
        List<String> payments = Files.readAllLines(folder.resolve("payments.csv"));
        List<String> changed = new ArrayList<>();
        for (String payment : payments) {
            String[] cells = payment.split(",", -1);
            boolean after = !cells[0].equals("payment_number")
                    && !LocalDate.parse(cells[1]).isBefore(changedFrom);
            if (after && changed.size() % 3 == 0) {
                cells[1] = LocalDate.parse(cells[1]).plusDays(5).toString();
            } else if (after && changed.size() % 3 == 1) {
                cells[5] = "40.00";
            }
            // Every third is later, every third pays less, and every third is gone.
            changed.add(after && changed.size() % 3 == 2 ? payments.getFirst() : String.join(",", cells));
        }
        changed.subList(1, changed.size()).removeIf(payments.getFirst()::equals);
        Files.write(folder.resolve("payments.csv"), changed);
        List<String> tempted = written("--predictions", "2024-06-30");
        // Scored as of their issue: I61 of 2 July to I74 of 10 August, before that day's payments are known.
        assertThat(payments.size() - changed.size()).isGreaterThan(15);
        assertThat(tempted.subList(0, 15)).isEqualTo(honest.subList(0, 15));
        assertThat(tempted).isNotEqualTo(honest);
    }

    private List<String> written(String option, String cut) throws IOException {
        Path file = folder.resolve("written.csv");
        BacktestRun.run(
                Arguments.parse(folder.toString(), "--cut", cut, option, file.toString()),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        return Files.readAllLines(file);
    }

    @Test
    void aCutBeforeTheFirstInvoiceIsRefused() throws IOException {
        invoices(10, true);
        assertThatThrownBy(() -> run("2023-12-31"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "--cut 2023-12-31 is before the first invoice, of 2024-01-01: there is nothing to learn from");
    }

    @Test
    void aCutAfterEverythingIsRefused() throws IOException {
        invoices(10, true);
        assertThatThrownBy(() -> run("2024-02-20"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--cut 2024-02-20 is too late: the last invoice is of 2024-01-28, and what happened ends on"
                        + " 2024-03-01, so there is nothing to judge");
    }

    @Test
    void aFolderWithoutInvoicesIsRefused() throws IOException {
        invoices(0, true);
        assertThatThrownBy(() -> run("2024-01-01"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " has no invoices");
    }

    @Test
    void aBusinessThatNobodyEverPaidIsJudgedWithoutSenselessFigures() throws IOException {
        invoices(80, false);
        assertThat(run("2024-05-01")).doesNotContain("NaN", "Infinity").contains("Too few", "| **model** |");
    }

    @Test
    void oneInvoiceIsEnoughToSaySomethingAboutTheNext() throws IOException {
        invoices(2, true);
        assertThat(run("2024-01-02")).doesNotContain("NaN", "Infinity").contains("scored 1 dated after the cut");
    }

    @Test
    void aFolderWithoutPaymentsIsRefusedWithWhatToAdd() throws IOException {
        invoices(10, true);
        Files.delete(folder.resolve("payments.csv"));
        assertThatThrownBy(() -> run("2024-01-10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        folder + " has no payments.csv: nothing tells when invoices were paid. Add it; of a business"
                                + " that was never paid its header is enough.");
    }

    @Test
    void aFolderWithoutCustomersIsRefusedOnceAndNotForEachInvoice() throws IOException {
        invoices(10, true);
        Files.delete(folder.resolve("customers.csv"));
        assertThatThrownBy(() -> run("2024-01-10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " has no customers.csv: invoices name customers that nothing describes. Add it.");
    }
}
