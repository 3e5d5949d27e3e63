package io.github.tallyport.shape;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever it is, as it is. */
record AnyShape() implements Shape {
    @Override
    public JsonNode read(JsonNode value, String path) {
        return value;
    }

    @Override
    public JsonNode write(Object value) {
        return (JsonNode) value;
    }

    @Override
    public ObjectNode schema(Schemas schemas) {
        return JsonNodeFactory.instance.objectNode();
    }
}
