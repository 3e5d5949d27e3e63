package io.github.tallyport.shape;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/** True or false. */
record FlagShape() implements Shape {
    @Override
    public Boolean read(JsonNode value, String path) {
        if (!value.isBoolean()) {
            throw Shape.wrongType(path, "a boolean", value);
        }
        return value.booleanValue();
    }

    @Override
    public JsonNode write(Object value) {
        return BooleanNode.valueOf((Boolean) value);
    }

    @Override
    public ObjectNode schema(Schemas schemas) {
        return Schemas.of("boolean");
    }
}
