package cashtide.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, numbers, booleans and null. For the launcher alone, which is to start
 * without a library for it.
 */
final class Json {

    private static final int DEPTH_MAX = 100;

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when {@code text} is not one JSON value */
    static @Nullable Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.space();
        if (json.at != text.length()) {
            throw json.unexpected();
        }
        return value;
    }

    /** The object of {@code text}; empty when the text is another value. */
    static Map<String, @Nullable Object> object(String text) {
        return asObject(parse(text));
    }

    static Map<String, @Nullable Object> asObject(@Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, entry) -> copy.put(String.valueOf(name), entry));
        }
        return copy;
    }

    private @Nullable Object value() {
        space();
        if (++depth > DEPTH_MAX) {
            throw new IllegalArgumentException("JSON nested deeper than " + DEPTH_MAX);
        }
        Object value =
                switch (peek()) {
                    case '{' -> objectValue();
                    case '[' -> list();
                    case '"' -> string();
                    case 't' -> word("true", true);
                    case 'f' -> word("false", false);
                    case 'n' -> word("null", null);
                    default -> number();
                };
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> objectValue() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        at++;
        space();
        while (peek() != '}') {
            if (!object.isEmpty()) {
                take(',');
                space();
            }
            String name = string();
            space();
            take(':');
            object.put(name, value());
            space();
        }
        at++;
        return object;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> list = new ArrayList<>();
        at++;
        space();
        while (peek() != ']') {
            if (!list.isEmpty()) {
                take(',');
            }
            list.add(value());
            space();
        }
        at++;
        return list;
    }

    private String string() {
        take('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw unexpected();
                }
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            case '"', '\\', '/' -> c;
            default -> throw unexpected();
        };
    }

    private Double number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (from == at) {
            throw unexpected();
        }
        return Double.valueOf(text.substring(from, at));
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw unexpected();
        }
        at += word.length();
        return value;
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw unexpected();
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw unexpected();
        }
        return text.charAt(at);
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("not JSON at character " + at);
    }
}
