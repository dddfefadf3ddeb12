package cashtide.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Asks a child whether it answers. The Host header is the browser's, since the services tell tenants and their own
 * address by it, while the connection goes to 127.0.0.1: a JVM need not resolve {@code *.localhost}. Java's own HTTP
 * client forbids to set that header.
 */
final class HttpProbe {

    private static final int TIMEOUT_MILLIS = 3_000;

    private HttpProbe() {}

    /** True when the answer to GET is a 200. */
    static boolean answers(String url, String host) {
        URI address = URI.create(url);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request =
                    "GET " + address.getRawPath() + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status != null && status.contains(" 200 ");
        } catch (IOException e) {
            return false; // Nobody listens yet, or not any more.
        }
    }
}
