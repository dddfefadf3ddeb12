package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keycloak and the app as far as the command asks them. */
final class ImportCommandTest {

    private final AtomicInteger tokens = new AtomicInteger();
    private final Deque<String> runs = new ArrayDeque<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String answer;
            if (path.endsWith("/token")) {
                answer = "{\"access_token\":\"t" + tokens.incrementAndGet() + "\",\"expires_in\":300}";
            } else if (path.endsWith("/client-secret")) {
                answer = "{\"value\":\"secret\"}";
            } else if (path.endsWith("/clients")) {
                answer = "[{\"id\":\"c\"}]";
            } else {
                answer = runs.size() == 1 ? runs.getFirst() : runs.removeFirst();
            }
            boolean expired = answer.isEmpty();
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(expired ? 401 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @Timeout(60)
    void oneTokenServesUntilItHasExpired() throws Exception {
        runs.addAll(List.of(run("checking", ""), run("importing", ""), "", run("importing", ""), run("done", "")));
        assertThat(follow()).startsWith("0").contains("checking").contains("1 customers");
        // The operator's, to read the client's secret, and the client's own; once more each after it expired.
        assertThat(tokens).hasValue(4);
    }

    @Test
    @Timeout(60)
    void whyAnImportFailedIsSaid() throws Exception {
        runs.add(run("failed", "The machine failed: nothing was kept."));
        assertThat(follow()).startsWith("1").contains("The machine failed: nothing was kept.");
    }

    @Test
    @Timeout(60)
    void anImportThatWasTakenBackHasEnded() throws Exception {
        runs.add(run("undone", ""));
        assertThat(follow()).startsWith("1").contains("undone");
    }

    @Test
    void anyOfTheThreeFilesAreSentAndNothingElse(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("invoices.csv"), "invoice_number\n");
        Files.writeString(folder.resolve("notes.txt"), "ours");
        Path archive = ImportCommand.zip(folder);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("invoices.csv");
        } finally {
            Files.delete(archive);
        }
    }

    @Test
    void aFolderWithNoneOfTheFilesIsRefusedWithTheirNames(@TempDir Path folder) {
        assertThatThrownBy(() -> ImportCommand.zip(folder))
                .hasMessage(folder + " has none of customers.csv, invoices.csv, payments.csv");
        assertThatThrownBy(() -> ImportCommand.zip(folder.resolve("gone")))
                .hasMessage(folder.resolve("gone") + " is no folder that can be read");
    }

    private static String run(String status, String message) {
        return "{\"status\":\"" + status + "\",\"message\":\"" + message
                + "\",\"progress\":{\"rows\":1,\"total\":1},\"counts\":{\"customers\":1},\"problems\":[]}";
    }

    /** Exit status, then what was printed. */
    private String follow() throws IOException, InterruptedException {
        int port = server.getAddress().getPort();
        ImportClient client = new ImportClient("http://127.0.0.1:" + port, "admin", port, "acme");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int exit = ImportCommand.follow(client, "one", new PrintStream(printed, true, StandardCharsets.UTF_8));
        return exit + " " + printed.toString(StandardCharsets.UTF_8);
    }
}
