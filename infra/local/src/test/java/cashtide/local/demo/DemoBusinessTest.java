package cashtide.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoBusinessTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);
    private static final Pattern COMMA = Pattern.compile(",");

    @TempDir
    static Path folder;

    private static DemoBusiness acme;

    @BeforeAll
    static void writeAcme() {
        acme = DemoBusiness.of(DemoProfile.acme(), 1, AS_OF);
        acme.write(folder);
    }

    @Test
    void acmeIsAMidSizeCompany() throws IOException {
        assertThat(rows("customers.csv")).hasSize(400);
        assertThat(rows("invoices.csv").size()).isBetween(18_000, 22_000);
        assertThat(openEur()).isBetween(new BigDecimal("6000000"), new BigDecimal("11000000"));
    }

    @Test
    void theSameSeedWritesTheSameBytes(@TempDir Path other) throws IOException {
        DemoBusiness.of(DemoProfile.acme(), 1, AS_OF).write(other);
        for (String file : List.of("customers.csv", "invoices.csv", "payments.csv")) {
            assertThat(Files.mismatch(folder.resolve(file), other.resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    @Test
    void numbersAreUniqueAndPaymentsNameInvoicesThatExist() throws IOException {
        Set<String> invoices = unique("invoices.csv");
        unique("customers.csv");
        unique("payments.csv");
        List<String[]> payments = rows("payments.csv");
        assertThat(payments.stream().filter(row -> !invoices.contains(row[3]))).isEmpty();
        assertThat(payments.stream().filter(row -> LocalDate.parse(row[1]).isAfter(AS_OF)))
                .isEmpty();
    }

    @Test
    void collectorsHadSomethingToDo() {
        DemoEvents events = acme.events();
        assertThat(events.promises()).hasSizeGreaterThan(10);
        assertThat(events.promises()).allSatisfy(p -> assertThat(p.promisedOn()).isAfterOrEqualTo(p.madeOn()));
        assertThat(events.disputes()).hasSizeGreaterThan(3);
        assertThat(events.activities()).hasSizeGreaterThan(40);
    }

    private static Set<String> unique(String file) throws IOException {
        Set<String> numbers = new HashSet<>();
        List<String[]> rows = rows(file);
        rows.forEach(row -> numbers.add(row[0]));
        assertThat(numbers).hasSameSizeAs(rows);
        return numbers;
    }

    private static BigDecimal openEur() throws IOException {
        Map<String, BigDecimal> paid = new HashMap<>();
        for (String[] row : rows("payments.csv")) {
            paid.merge(row[3], new BigDecimal(row[5]), BigDecimal::add);
        }
        BigDecimal open = BigDecimal.ZERO;
        for (String[] row : rows("invoices.csv")) {
            if (row[4].equals("EUR")) {
                open = open.add(new BigDecimal(row[5]).subtract(paid.getOrDefault(row[0], BigDecimal.ZERO)));
            }
        }
        return open;
    }

    private static List<String[]> rows(String file) throws IOException {
        try (var lines = Files.lines(folder.resolve(file))) {
            return lines.skip(1).map(line -> COMMA.split(line, -1)).toList();
        }
    }
}
