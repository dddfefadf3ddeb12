package cashtide.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PublishedTablesTest {

    @Test
    void everyAmountStandsBesideItsCurrency() {
        for (PublishedTable table : PublishedTables.ALL) {
            boolean amounts = table.columns().stream().anyMatch(c -> c.type() == ColumnType.AMOUNT);
            boolean currency = table.columns().stream().anyMatch(c -> c.name().equals("currency"));
            assertThat(!amounts || currency).as(table.name()).isTrue();
        }
    }

    @Test
    void namesAreUniqueAndFoundAgain() {
        assertThat(PublishedTables.ALL).extracting(PublishedTable::name).doesNotHaveDuplicates();
        assertThat(PublishedTables.named("invoices")).isEqualTo(PublishedTables.INVOICES);
        assertThat(PublishedTables.named("customer_contact")).isNull();
    }

    @Test
    void amountsAreExactInEveryCurrency() {
        assertThat(Amounts.toMajor(123456, "EUR")).isEqualTo(new BigDecimal("1234.5600"));
        assertThat(Amounts.toMajor(123456, "JPY")).isEqualTo(new BigDecimal("123456.0000"));
        assertThat(Amounts.toMajor(123456, "KWD")).isEqualTo(new BigDecimal("123.4560"));
        assertThat(Amounts.toMinor(new BigDecimal("123.4560"), "KWD")).isEqualTo(123456);
        assertThatThrownBy(() -> Amounts.toMinor(new BigDecimal("0.001"), "EUR"))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("Rounding necessary");
    }

    @Test
    void anAmountHidesItsMinorUnitsInTheLake() {
        assertThat(PublishedTables.INVOICES.lakeColumns())
                .extracting(Column::lakeName)
                .contains("id", "version", "amount", "tax")
                .doesNotContain("amount_minor");
    }
}
