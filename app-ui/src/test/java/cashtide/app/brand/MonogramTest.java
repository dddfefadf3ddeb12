package cashtide.app.brand;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.branding.Brand;
import org.junit.jupiter.api.Test;

/** The mark of a tenant that has no logo. */
final class MonogramTest {

    @Test
    void theIconOfATabFollowsTheBrowsersScheme() {
        assertThat(Monogram.icon(brand("acme GmbH")))
                .contains(">A</text>")
                .contains("rect{fill:#0b5e86}text{fill:#ffffff}")
                .contains("@media (prefers-color-scheme:dark){rect{fill:#5cb8e6}text{fill:#0c1116}}");
    }

    @Test
    void onAPageItHasTheSchemeThatThePageHasChosen() {
        assertThat(Monogram.svg(brand("acme GmbH"), true)).contains("#5cb8e6").doesNotContain("#0b5e86", "@media");
        assertThat(Monogram.svg(brand("acme GmbH"), false)).contains("#0b5e86").doesNotContain("#5cb8e6", "@media");
    }

    @Test
    void aNameCannotWriteIntoThePicture() {
        assertThat(Monogram.icon(brand("<script>"))).contains(">&lt;</text>");
        assertThat(Monogram.icon(brand(" "))).contains("></text>");
    }

    private static Brand brand(String name) {
        return new Brand(name, "#0b5e86", "#5cb8e6", "", false, 1);
    }
}
