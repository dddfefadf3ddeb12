package cashtide.intake.terms;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.intake.terms.UsualTerms.Chosen;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whose terms count for an invoice without a due date. */
final class UsualTermsTest {

    private static final PaymentTerms.Net NET_7 = new PaymentTerms.Net(7);

    @Test
    void theRowsOwnTermsGoBeforeTheCustomersAndTheseBeforeTheDefault() {
        UsualTerms terms = new UsualTerms(StandardTerms.byCode());
        terms.remember("C", "NET60", null);
        assertThat(text(terms.of("C", "net 10"))).isEqualTo("net 10");
        assertThat(text(terms.of("C", null))).isEqualTo("net 60");
        assertThat(text(terms.of("X", null))).isEqualTo("net 30");
        assertThat(terms.knows("C")).isTrue();
        assertThat(terms.knows("X")).isFalse();
    }

    @Test
    void aCustomersDaysGoBeforeItsCodeAndNeitherNonsenseNorInstalmentsAreItsTerms() {
        UsualTerms terms = new UsualTerms(StandardTerms.byCode());
        terms.remember("days", "NET60", 21);
        terms.remember("nonsense", "NAM4", null);
        terms.remember("instalments", "HALVES", null);
        assertThat(text(terms.of("days", null))).isEqualTo("net 21");
        assertThat(text(terms.of("nonsense", null))).isEqualTo("net 30");
        assertThat(text(terms.of("instalments", null))).isEqualTo("net 30");
        assertThat(terms.of("days", "NAM4")).isNull();
        assertThat(terms.of("days", "HALVES")).isNull();
    }

    @Test
    void aCodeOfTheTenantsIsToldSoThatItsConventionCanBeFound() {
        UsualTerms terms = new UsualTerms(Map.of("NET30", NET_7, "net 10", NET_7));
        assertThat(terms.of("X", null)).isEqualTo(new Chosen("NET30", NET_7, NET_7));
        assertThat(terms.of("X", "net 10"))
                .as("a code goes before words")
                .isEqualTo(new Chosen("net 10", NET_7, NET_7));
        assertThat(terms.of("X", "net 7")).isEqualTo(new Chosen(null, NET_7, NET_7));
    }

    private static String text(@org.jspecify.annotations.Nullable Chosen chosen) {
        return Objects.requireNonNull(chosen).terms().text();
    }
}
