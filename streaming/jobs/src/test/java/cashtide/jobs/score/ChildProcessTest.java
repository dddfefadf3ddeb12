package cashtide.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child of the worker, with a shell in the place of the JVM. */
final class ChildProcessTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void progressIsHeardAndTheLastWordsOfAFailureAreTold() throws Exception {
        List<String> heard = new ArrayList<>();
        ChildProcess.run(
                "training",
                shell("echo progress 0.5 half; echo done"),
                LONG,
                (share, step) -> heard.add(share + " " + step));
        assertThat(heard).containsExactly("0.5 half");
        assertThatThrownBy(() -> ChildProcess.run(
                        "training",
                        shell("echo out of memory; printf '\\tat some.Place\\n'; exit 3"),
                        LONG,
                        (share, step) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("training failed: out of memory");
    }

    @Test
    void aTrainingThatHangsIsEndedAtItsTimeLimit() throws Exception {
        assertThatThrownBy(() -> ChildProcess.run(
                        "training",
                        shell("echo $$ > pid; exec sleep 300"),
                        Duration.ofMillis(1500),
                        (share, step) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("training failed: it was not done after PT1.5S");
        assertThat(childLives()).isFalse();
    }

    @Test
    void aTrainingWhoseParentFailsDoesNotOutliveIt() throws Exception {
        assertThatThrownBy(() -> ChildProcess.run(
                        "training",
                        shell("echo $$ > pid; echo progress 0 begun; exec sleep 300"),
                        LONG,
                        (share, step) -> {
                            throw new IllegalStateException("the database is away");
                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the database is away");
        assertThat(childLives()).isFalse();
    }

    private List<String> shell(String script) {
        return List.of("/bin/sh", "-c", "cd " + folder + "; " + script);
    }

    private boolean childLives() throws Exception {
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
