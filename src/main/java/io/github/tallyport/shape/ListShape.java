package io.github.tallyport.shape;

import io.github.tallyport.fault.ParameterFaults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A list; null is no element. */
record ListShape(Shape element, Member bounds) implements Shape {
    @Override
    public List<Object> read(JsonNode value, String path) {
        if (!value.isArray()) {
            throw Shape.wrongType(path, "an array", value);
        }
        if (value.size() > bounds.max()) {
            throw ParameterFaults.arrayTooLong(path, (int) bounds.max(), value.size())
                    .refusal();
        }
        List<Object> list = new ArrayList<>(value.size());
        for (JsonNode one : value) {
            list.add(element.read(one, path + "[" + list.size() + "]"));
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public JsonNode write(Object value) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        ((List<?>) value).forEach(one -> array.add(element.write(one)));
        return array;
    }

    @Override
    public ObjectNode schema(Schemas schemas) {
        ObjectNode schema = Schemas.of("array");
        schema.set("items", element.schema(schemas));
        return bounds.max() == Long.MAX_VALUE ? schema : schema.put("maxItems", bounds.max());
    }
}
