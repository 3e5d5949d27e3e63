package io.github.tallyport.shape;

import io.github.tallyport.fault.ParameterFaults;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A text that is kept: never with U+0000, which databases do not take, and not of blanks alone where it must not be empty.
 *
 * @param shortest in UTF-16 units, as {@code longest}
 * @param pattern of the whole text; empty for anything
 */
record TextShape(long shortest, long longest, String pattern) implements Shape {
    static final long LONGEST = 1024;

    @Override
    public String read(JsonNode value, String path) {
        if (!value.isString()) {
            throw Shape.wrongType(path, "a string", value);
        }
        String text = value.stringValue();
        if (text.length() > longest) {
            throw ParameterFaults.stringTooLong(path, (int) longest, text.length())
                    .refusal();
        }
        if (shortest > 0 && text.isBlank()) {
            throw ParameterFaults.emptyString(path).refusal();
        }
        if (text.indexOf(0) >= 0) {
            throw ParameterFaults.nulCharacter(path).refusal();
        }
        if (!pattern.isEmpty() && !Pattern.matches(pattern, text)) {
            throw ParameterFaults.patternMismatch(path, "^" + pattern + "$").refusal();
        }
        return text;
    }

    @Override
    public JsonNode write(Object value) {
        return StringNode.valueOf((String) value);
    }

    @Override
    public ObjectNode schema(Schemas schemas) {
        ObjectNode schema = Schemas.of("string").put("minLength", shortest).put("maxLength", longest);
        return pattern.isEmpty() ? schema : schema.put("pattern", "^" + pattern + "$");
    }
}
