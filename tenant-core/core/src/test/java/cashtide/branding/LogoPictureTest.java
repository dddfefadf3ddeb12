package cashtide.branding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A picture is what its first bytes say. */
final class LogoPictureTest {

    @Test
    void theFirstBytesTellTheKind() {
        assertThat(kind("\u0089PNG\r\n\u001a\n....")).isEqualTo("image/png");
        assertThat(kind("\u00ff\u00d8\u00ff\u00e0")).isEqualTo("image/jpeg");
        assertThat(kind("RIFF....WEBPVP8 ")).isEqualTo("image/webp");
        assertThat(kind("<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>"))
                .isEqualTo("image/svg+xml");
    }

    @Test
    void whatIsNoPictureIsRefused() {
        assertThat(kind("<html><script>alert(1)</script><svg/>")).isNull();
        assertThat(kind("GIF89a")).isNull();
        assertThat(kind("RIFF....WAVE")).isNull();
        assertThat(kind("")).isNull();
    }

    private static String kind(String start) {
        return SetLogo.mediaType(start.getBytes(StandardCharsets.ISO_8859_1));
    }
}
