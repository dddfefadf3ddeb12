package cashtide.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a Docker engine answers here. Testcontainers' own probe costs a second and a page of log where there is none,
 * so the socket is asked first.
 */
final class DockerEngine {

    private static final String DEFAULT_SOCKET = "/var/run/docker.sock";

    private DockerEngine() {}

    static boolean testcontainersPresent() {
        return DockerEngine.class.getClassLoader().getResource("org/testcontainers/DockerClientFactory.class") != null;
    }

    static boolean answers() {
        String host = System.getenv().getOrDefault("DOCKER_HOST", "unix://" + DEFAULT_SOCKET);
        URI address = URI.create(host);
        try {
            if ("unix".equals(address.getScheme())) {
                return Files.exists(Path.of(address.getPath()))
                        && ping(UnixDomainSocketAddress.of(address.getPath()), StandardProtocolFamily.UNIX);
            }
            return ping(new InetSocketAddress(address.getHost(), address.getPort()), StandardProtocolFamily.INET);
        } catch (IOException | RuntimeException e) {
            return false; // Nobody listens, or we may not: the embedded server is as good.
        }
    }

    private static boolean ping(SocketAddress address, StandardProtocolFamily family) throws IOException {
        try (SocketChannel channel = SocketChannel.open(family)) {
            channel.connect(address);
            channel.write(StandardCharsets.US_ASCII.encode("GET /_ping HTTP/1.0\r\n\r\n"));
            ByteBuffer answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return StandardCharsets.US_ASCII.decode(answer.flip()).toString().contains(" 200");
        }
    }
}
