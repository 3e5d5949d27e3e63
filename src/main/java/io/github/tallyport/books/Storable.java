package io.github.tallyport.books;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Text of clients and providers as both databases take it: what one of them refuses must not cost a row. */
final class Storable {
    private static final char REPLACEMENT = '\uFFFD';
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> PAIRS = new TypeReference<>() {};

    private Storable() {}

    static @Nullable String orNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** With U+FFFD for U+0000 and for halves of characters. */
    static String text(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            boolean pair = Character.isHighSurrogate(one)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (one == 0 || Character.isSurrogate(one)) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean == null ? text : clean.toString();
    }

    /** JSON, by name; null for none. */
    static @Nullable String pairs(Map<String, String> pairs) {
        if (pairs.isEmpty()) {
            return null;
        }
        Map<String, String> clean = new TreeMap<>();
        pairs.forEach((name, value) -> clean.put(text(name), text(value)));
        return JSON.writeValueAsString(clean);
    }

    static Map<String, String> pairs(@Nullable String json) {
        return json == null ? Map.of() : JSON.readValue(json, PAIRS);
    }
}
