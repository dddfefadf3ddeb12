package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTest {

    @Test
    void anImportsAnswerIsReadAsItStands() {
        Map<String, ?> run = Json.object("""
                {"id": "7", "progress": {"rows": 12, "total": 3e2}, "undone": false, "note": null,
                 "problems": [{"line": 3, "message": "not a day: \\"31.02.\\" \\u00e4\\n"}, {}]}
                """);
        assertThat(run.get("id")).isEqualTo("7");
        assertThat(Json.asObject(run.get("progress"))).isEqualTo(Map.of("rows", 12.0, "total", 300.0));
        assertThat(run.get("undone")).isEqualTo(false);
        assertThat(run).containsEntry("note", null);
        List<?> problems = (List<?>) run.get("problems");
        assertThat(Json.asObject(problems.getFirst()).get("message")).isEqualTo("not a day: \"31.02.\" \u00e4\n");
        assertThat(Json.asObject(problems.getLast())).isEmpty();
    }

    @Test
    void whatIsNoJsonIsRefusedWithItsPlace() {
        for (String text : List.of("", "{", "[1,", "\"a", "{\"a\" 1}", "tru", "[1 2]", "\"\\x\"", "1 1")) {
            assertThatThrownBy(() -> Json.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("not JSON at character");
        }
        assertThatThrownBy(() -> Json.parse("[".repeat(1_000))).hasMessage("JSON nested deeper than 100");
    }
}
