package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PlatformClientTest {

    @Test
    void whateverAPersonTypesIsOneJsonStringAndWhatIsLeftOutIsNotSent() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", "Nord \"& Söhne\"\\ AG\n");
        values.put("sandboxDay", null);
        values.put("roles", List.of("cfo", "ar-clerk"));
        String json = PlatformClient.json(values);
        assertThat(json).doesNotContain("sandboxDay", "\n");
        assertThat(Json.object(json))
                .containsExactly(
                        Map.entry("name", "Nord \"& Söhne\"\\ AG\n"), Map.entry("roles", List.of("cfo", "ar-clerk")));
    }
}
