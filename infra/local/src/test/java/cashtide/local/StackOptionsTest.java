package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class StackOptionsTest {

    @Test
    void withoutOptionsTheWholeStackRunsInTheHiddenFolderOnPort8080() {
        StackOptions options = StackOptions.parse();
        assertThat(options.data()).isEqualTo(Path.of(".cashtide").toAbsolutePath());
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.parts()).containsExactlyInAnyOrder(Part.values());
        assertThat(options.demo()).isTrue();
    }

    @Test
    void everyOptionIsHeard() {
        StackOptions options =
                StackOptions.parse("--data", "/srv/cashtide", "--port", "9000", "--no-demo", "--only", "keycloak");
        assertThat(options.data()).isEqualTo(Path.of("/srv/cashtide"));
        assertThat(options.port()).isEqualTo(9000);
        assertThat(options.demo()).isFalse();
        assertThat(options.parts()).containsExactlyInAnyOrder(Part.POSTGRESQL, Part.KEYCLOAK);
    }

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        assertThatThrownBy(() -> StackOptions.parse("--prot", "1")).hasMessage("unknown option '--prot'");
        assertThatThrownBy(() -> StackOptions.parse("--port")).hasMessage("--port needs a value");
        assertThatThrownBy(() -> StackOptions.parse("--port", "x")).hasMessage("port 'x' is not a number");
        assertThatThrownBy(() -> StackOptions.parse("--port", "80")).hasMessageContaining("port 80 is not between");
        assertThatThrownBy(() -> StackOptions.parse("--only", "redis")).hasMessageContaining("part 'redis' is not");
    }
}
