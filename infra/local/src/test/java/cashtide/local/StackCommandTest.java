package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StackCommandTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void aFolderInWhichNothingEverRanIsNamed(@TempDir Path data) throws Exception {
        assertThat(carryOut(
                        command -> {
                            command.appPort();
                            return 0;
                        },
                        "--data",
                        data.toString()))
                .isEqualTo(1);
        assertThat(told()).isEqualTo("no stack in " + data + ": start it with ./cashtide run");
    }

    @Test
    void aStackThatWasStoppedIsToldInWords(@TempDir Path data) throws Exception {
        Files.createDirectories(data.resolve("conf"));
        int nobody = EmbeddedPg.freePort();
        Properties ports = new Properties();
        ports.setProperty("app", String.valueOf(nobody));
        SecretFile.write(data.resolve("conf/ports.properties"), ports);
        Properties app = new Properties();
        app.setProperty("cashtide.keycloak.url", "http://127.0.0.1:" + nobody);
        app.setProperty("cashtide.keycloak.admin.secret", "s");
        SecretFile.write(data.resolve("conf/app.properties"), app);
        assertThat(carryOut(
                        command -> {
                            new PlatformClient(command.keycloakUrl(), command.adminSecret(), command.appPort())
                                    .post("", new HashMap<>());
                            return 0;
                        },
                        "--data",
                        data.toString()))
                .isEqualTo(1);
        assertThat(told()).isEqualTo("the stack in " + data + " does not run: start it with ./cashtide run");
    }

    @Test
    void aMisuseShowsTheUse() throws Exception {
        assertThat(carryOut(command -> command.words().size() == 1 ? 0 : StackCommand.MISUSED, "one", "--two", "2"))
                .isZero();
        assertThat(carryOut(command -> StackCommand.MISUSED, "--last")).isEqualTo(2);
        assertThat(told()).isEqualTo("usage");
    }

    private int carryOut(StackCommand.Action action, String... arguments) throws Exception {
        return StackCommand.carryOut(arguments, "usage", new PrintStream(told, true, StandardCharsets.UTF_8), action);
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8).strip();
    }
}
