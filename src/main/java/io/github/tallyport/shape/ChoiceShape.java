package io.github.tallyport.shape;

import io.github.tallyport.fault.ParameterFaults;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** One of an enumeration's constants, in lower case. */
final class ChoiceShape implements Shape {
    private final Map<String, Object> constants = new LinkedHashMap<>();

    ChoiceShape(Class<?> type) {
        Arrays.stream(type.getEnumConstants()).forEach(one -> constants.put(word(one), one));
    }

    @Override
    public Object read(JsonNode value, String path) {
        if (!value.isString()) {
            throw Shape.wrongType(path, "a string", value);
        }
        Object constant = constants.get(value.stringValue());
        if (constant == null) {
            throw ParameterFaults.invalidValue(path, value.stringValue(), List.copyOf(constants.keySet()))
                    .refusal();
        }
        return constant;
    }

    @Override
    public JsonNode write(Object value) {
        return StringNode.valueOf(word(value));
    }

    @Override
    public ObjectNode schema(Schemas schemas) {
        ObjectNode schema = Schemas.of("string");
        ArrayNode words = schema.putArray("enum");
        constants.keySet().forEach(words::add);
        return schema;
    }

    private static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }
}
