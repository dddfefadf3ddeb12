package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Demo data goes in through the import and the API; app and Keycloak are played by a server that keeps what it is told. */
final class DemoHistoryTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @TempDir
    Path data;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Integer> posts = Collections.synchronizedMap(new TreeMap<>());
    private String importStatus = "done";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void bothTenantsGetTheirHistoryOnce() throws Exception {
        history().enterOnce(TODAY);
        assertThat(posts.get("acme /api/v1/imports")).isEqualTo(1);
        assertThat(posts.get("borealis /api/v1/imports")).isEqualTo(1);
        assertThat(posts.get("acme /api/v1/activities")).isGreaterThan(20);
        assertThat(posts.get("acme /api/v1/promises")).isPositive();
        assertThat(posts.get("acme /api/v1/disputes")).isPositive();
        Map<String, Integer> before = new TreeMap<>(posts);
        history().enterOnce(TODAY.plusDays(1));
        assertThat(posts).isEqualTo(before);
    }

    @Test
    void aStartThatWasCutOffGoesOnWithTheSameDay() throws Exception {
        importStatus = "failed";
        assertThatThrownBy(() -> history().enterOnce(TODAY))
                .hasMessageContaining("the demo data of acme was not imported");
        byte[] first = Files.readAllBytes(data.resolve("demo/acme/invoices.csv"));
        importStatus = "done";
        history().enterOnce(TODAY.plusDays(3));
        assertThat(Files.readAllBytes(data.resolve("demo/acme/invoices.csv"))).isEqualTo(first);
        assertThat(data.resolve("conf/demo-borealis.done")).hasContent("2026-11-20");
    }

    private DemoHistory history() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return new DemoHistory(
                data,
                tenant -> new ImportClient(url, "secret", server.getAddress().getPort(), tenant),
                told::add);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.startsWith("/realms/")) {
            send(exchange, 200, "{\"access_token\":\"t\"}");
        } else if (path.endsWith("/client-secret")) {
            send(exchange, 200, "{\"value\":\"s\"}");
        } else if (path.endsWith("/clients")) {
            send(exchange, 200, "[{\"id\":\"c\"}]");
        } else if (exchange.getRequestMethod().equals("POST")) {
            String host = exchange.getRequestHeaders().getFirst("Host");
            posts.merge(host.substring(0, host.indexOf('.')) + " " + path, 1, Integer::sum);
            if (path.endsWith("/imports")) {
                send(exchange, 202, "{\"id\":\"run\"}");
            } else {
                assertThat(Json.object(new String(body, StandardCharsets.UTF_8)))
                        .isNotEmpty();
                send(exchange, 201, "{\"id\":\"made\"}");
            }
        } else {
            send(exchange, 200, "{\"status\":\"" + importStatus + "\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        new ByteArrayInputStream(bytes).transferTo(exchange.getResponseBody());
        exchange.close();
    }
}
