package cashtide.app.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.HtmlUtils;

/** A page of a few sentences: a status, a title, what happened, what to do. All texts are escaped. */
public final class PlainPage {

    private final int status;
    private final String title;
    private final StringBuilder body = new StringBuilder();

    private PlainPage(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public static PlainPage of(int status, String title) {
        return new PlainPage(status, title);
    }

    public PlainPage paragraph(String text) {
        body.append("<p>").append(escaped(text)).append("</p>");
        return this;
    }

    /** A way out. */
    public PlainPage link(String address, String text) {
        body.append("<p><a href=\"")
                .append(escaped(address))
                .append("\">")
                .append(escaped(text))
                .append("</a></p>");
        return this;
    }

    /** A way out that changes something, with the token that proves who sends it. */
    public PlainPage button(String address, String tokenName, String token, String text) {
        body.append("<form method=\"post\" action=\"")
                .append(escaped(address))
                .append("\"><input type=\"hidden\" name=\"")
                .append(escaped(tokenName))
                .append("\" value=\"")
                .append(escaped(token))
                .append("\"><button>")
                .append(escaped(text))
                .append("</button></form>");
        return this;
    }

    /** Sends it; nothing may have been sent before. */
    public void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; frame-ancestors 'none'");
        response.getOutputStream().write(html().getBytes(StandardCharsets.UTF_8));
    }

    private String html() {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + escaped(title)
                + "</title><link rel=\"stylesheet\" href=\"/plain.css\"><link rel=\"stylesheet\" href=\"/tenant/brand.css\">"
                + "</head><body><main><h1>" + escaped(title)
                + "</h1>" + body + "</main></body></html>";
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
