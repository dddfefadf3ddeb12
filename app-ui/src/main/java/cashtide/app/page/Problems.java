package cashtide.app.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Refusals to programs as {@code application/problem+json} (RFC 9457) with a stable code. */
public final class Problems {

    private Problems() {}

    /** Sends one. Title and code are ours: letters, digits and plain punctuation. */
    public static void write(HttpServletResponse response, int status, String code, String title) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        String body = "{\"type\":\"about:blank\",\"status\":" + status + ",\"title\":\"" + title.replace("\"", "'")
                + "\",\"code\":\"" + code + "\"}";
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
