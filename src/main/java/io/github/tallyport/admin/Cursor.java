package io.github.tallyport.admin;

import io.github.tallyport.fault.ParameterFaults;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A place in a list, as clients carry it from one answer to the next question: texts of ours, in a form nobody is to read. */
final class Cursor {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Cursor() {}

    static String of(List<String> parts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        parts.forEach(array::add);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(array.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Null when none is given.
     *
     * @param reader may throw what parsers of numbers and times throw
     * @throws io.github.tallyport.fault.Refusal 400 for what was never a cursor of so many parts
     */
    static <T> @Nullable T read(Given given, Query query, int count, Function<List<String>, T> reader) {
        String text = given.text(query);
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(parts(JSON.readTree(Base64.getUrlDecoder().decode(text)), count));
        } catch (IllegalArgumentException | DateTimeException | JacksonException e) {
            throw ParameterFaults.malformed(query.name(), "what came with the answer before", text)
                    .refusal();
        }
    }

    private static List<String> parts(JsonNode node, int count) {
        List<String> parts = new ArrayList<>();
        for (JsonNode one : node) {
            String part = one.isString() ? one.stringValue() : "\0";
            if (part.indexOf(0) >= 0) {
                throw new IllegalArgumentException("a part that is none of ours");
            }
            parts.add(part);
        }
        if (!node.isArray() || parts.size() != count) {
            throw new IllegalArgumentException("not " + count + " parts");
        }
        return parts;
    }
}
