package io.github.tallyport.shape;

import io.github.tallyport.fault.ParameterFaults;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An object with any names; a member that is null is as good as absent. */
record MapShape(Shape element, Member bounds) implements Shape {
    @Override
    public Map<String, Object> read(JsonNode value, String path) {
        if (!value.isObject()) {
            throw Shape.wrongType(path, "an object", value);
        }
        if (value.size() > bounds.max()) {
            throw ParameterFaults.tooManyProperties(path, (int) bounds.max(), value.size())
                    .refusal();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        value.forEachEntry((name, one) -> {
            if (!one.isNull()) {
                map.put(name, element.read(one, RecordShape.inside(path, name)));
            }
        });
        return Collections.unmodifiableMap(map);
    }

    @Override
    public JsonNode write(Object value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ((Map<?, ?>) value).forEach((name, one) -> object.set((String) name, element.write(one)));
        return object;
    }

    @Override
    public ObjectNode schema(Schemas schemas) {
        ObjectNode schema = Schemas.of("object");
        schema.set("additionalProperties", element.schema(schemas));
        return schema;
    }
}
