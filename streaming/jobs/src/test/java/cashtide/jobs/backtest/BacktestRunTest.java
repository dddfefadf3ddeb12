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
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

    /** Customers who pay when they like, so that whatever else is seen of them changes their scores. */
    @Test
    void noPaymentThatIsKnownLaterChangesAScoreOfAnEarlierDay() throws IOException {
        LocalDate changed = LocalDate.of(2024, 8, 10);
        unsteadyPayers(changed, payment -> payment);
        Map<Boolean, List<String>> honest = dividedAt(changed);
        unsteadyPayers(changed, payment -> null);
        Map<Boolean, List<String>> never = dividedAt(changed);
        unsteadyPayers(changed, payment -> payment.plusDays(40));
        Map<Boolean, List<String>> later = dividedAt(changed);
        // Two a day since 1 July, each as of the day of its issue.
        assertThat(honest.get(true)).hasSize(2 * 41);
        assertThat(never.get(true)).isEqualTo(honest.get(true));
        assertThat(later.get(true)).isEqualTo(honest.get(true));
        assertThat(never.get(false)).isNotEqualTo(honest.get(false));
        assertThat(later.get(false)).isNotEqualTo(honest.get(false));
    }

    /** Predictions of invoices that were issued up to the day, and of later ones. */
    private Map<Boolean, List<String>> dividedAt(LocalDate day) throws IOException {
        return written("--predictions", "2024-06-30").stream().skip(1).collect(Collectors.partitioningBy(row -> {
            int number = Integer.parseInt(row.substring(1, row.indexOf(',')));
            return !FIRST.plusDays(number / 2).isAfter(day);
        }));
    }

    /** @param then what becomes of a payment from that day on; null when it never comes */
    private void unsteadyPayers(LocalDate from, Function<LocalDate, @Nullable LocalDate> then) throws IOException {
        StringBuilder customers = new StringBuilder("customer_number,name,currency,terms_days\n");
        for (int customer = 0; customer < 6; customer++) {
            customers.append("C" + customer + ",Nord " + customer + ",EUR,30\n");
        }
        Files.writeString(folder.resolve("customers.csv"), customers);
        StringBuilder invoices = new StringBuilder("invoice_number,customer_number,invoice_date,currency,amount\n");
        StringBuilder payments =
                new StringBuilder("payment_number,received_date,customer_number,invoice_number,currency,amount\n");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 600; i++) {
            int customer = random.nextInt(6);
            LocalDate day = FIRST.plusDays(i / 2);
            LocalDate paid = day.plusDays(20 + 5L * customer + random.nextInt(25));
            invoices.append("I" + i + ",C" + customer + "," + day + ",EUR,100.00\n");
            LocalDate received = paid.isBefore(from) ? paid : then.apply(paid);
            if (received != null) {
                payments.append("P" + i + "," + received + ",C" + customer + ",I" + i + ",EUR,100.00\n");
            }
        }
        Files.writeString(folder.resolve("invoices.csv"), invoices);
        Files.writeString(folder.resolve("payments.csv"), payments);
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
