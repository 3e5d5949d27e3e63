package io.github.tallyport.shape;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Schemas of records by name, as they go into {@code components} of an OpenAPI document. Not thread-safe. */
public final class Schemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> named = new TreeMap<>();

    /** A reference to the record's schema, which is here from now on. */
    public ObjectNode reference(RecordShape<?> shape) {
        return reference(shape, shape.name(), false);
    }

    /** The same for a merge patch of the record: nothing must be in it, and null takes away. */
    public ObjectNode patch(RecordShape<?> shape) {
        return reference(shape, shape.name() + "Patch", true);
    }

    private ObjectNode reference(RecordShape<?> shape, String name, boolean patch) {
        if (!named.containsKey(name)) {
            ObjectNode own = NODES.objectNode();
            named.put(name, own);
            shape.describe(own, this, patch);
        }
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    /** All there are, in the order of their names. */
    public ObjectNode all() {
        return NODES.objectNode().setAll(named);
    }

    static ObjectNode of(String type) {
        return NODES.objectNode().put("type", type);
    }

    /** The same, or null. */
    static ObjectNode orNull(ObjectNode schema) {
        if (!schema.has("type")) {
            ObjectNode either = NODES.objectNode();
            either.putArray("anyOf").add(schema).add(of("null"));
            return either;
        }
        ObjectNode nullable = schema.deepCopy();
        nullable.putArray("type").add(schema.required("type")).add("null");
        if (schema.has("enum")) {
            nullable.withArray("enum").addNull();
        }
        return nullable;
    }
}
