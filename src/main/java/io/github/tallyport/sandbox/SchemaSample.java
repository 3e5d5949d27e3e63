package io.github.tallyport.sandbox;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value that fits a JSON schema: constants, enumerations, types, required properties (all of them where none is
 * required), local references, bounds of numbers, strings and arrays. Patterns and conditions are not looked at.
 *
 * <p>A schema may refer to itself and grow without end, so depth and number of values are bounded; beyond the bound every
 * value is null. One use per instance.
 */
final class SchemaSample {
    private static final int DEEPEST = 12;
    private static final int MOST_VALUES = 2_000;
    private static final int LONGEST = 256;

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final JsonNode root;
    private int values;

    SchemaSample(JsonNode root) {
        this.root = root;
    }

    /** The schema's value; an empty object when the schema is not about an object. */
    ObjectNode object() {
        return value("value", root, 0) instanceof ObjectNode object ? object : nodes.objectNode();
    }

    private JsonNode value(String name, JsonNode schema, int depth) {
        if (++values > MOST_VALUES || depth > DEEPEST) {
            return nodes.nullNode();
        }
        if (schema.has("$ref")) {
            return value(name, referred(schema.path("$ref").asString("")), depth + 1);
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return schema.path("enum").get(0);
        }
        JsonNode choice = choice(schema, depth);
        if (choice != null) {
            return value(name, choice, depth + 1);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(name, schema, depth);
            case "integer" -> nodes.numberNode(integer(schema));
            case "number" -> nodes.numberNode(integer(schema));
            case "boolean" -> nodes.booleanNode(true);
            case "null" -> nodes.nullNode();
            default -> nodes.stringNode(string(name, schema));
        };
    }

    private JsonNode referred(String reference) {
        return reference.startsWith("#/")
                ? root.at(reference.substring(1))
                : reference.equals("#") ? root : nodes.objectNode();
    }

    /** The first alternative; far down the one that ends soonest, so that a recursive schema comes to an end. */
    private static @Nullable JsonNode choice(JsonNode schema, int depth) {
        for (String member : new String[] {"anyOf", "oneOf", "allOf"}) {
            JsonNode choices = schema.path(member);
            if (choices.isArray() && !choices.isEmpty()) {
                for (JsonNode one : choices) {
                    if (depth > DEEPEST / 2 && one.path("type").asString("").equals("null")) {
                        return one;
                    }
                }
                return choices.get(0);
            }
        }
        return null;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray() && !type.isEmpty()) {
            return type.get(0).asString("string");
        }
        if (type.isString()) {
            return type.stringValue();
        }
        return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = nodes.objectNode();
        JsonNode properties = schema.path("properties");
        JsonNode required = schema.path("required");
        if (required.isArray() && !required.isEmpty()) {
            for (JsonNode name : required) {
                String property = name.asString("");
                object.set(property, value(property, properties.path(property), depth + 1));
            }
            return object;
        }
        Iterator<Map.Entry<String, JsonNode>> all = properties.properties().iterator();
        while (all.hasNext() && depth < DEEPEST / 2) {
            Map.Entry<String, JsonNode> property = all.next();
            object.set(property.getKey(), value(property.getKey(), property.getValue(), depth + 1));
        }
        return object;
    }

    private ArrayNode array(String name, JsonNode schema, int depth) {
        ArrayNode array = nodes.arrayNode();
        long least = schema.path("minItems").asLong(depth < DEEPEST / 2 ? 1 : 0);
        long wanted = Math.min(LONGEST, Math.min(least, schema.path("maxItems").asLong(LONGEST)));
        for (int i = 0; i < wanted; i++) {
            array.add(value(name, schema.path("items"), depth + 1));
        }
        return array;
    }

    private static long integer(JsonNode schema) {
        long least = bound(
                schema, "minimum", bound(schema, "exclusiveMinimum", 0) + (schema.has("exclusiveMinimum") ? 1 : 0));
        long most = bound(schema, "maximum", bound(schema, "exclusiveMaximum", Long.MAX_VALUE) - 1);
        long step = Math.max(1, bound(schema, "multipleOf", 1));
        long liked = schema.has("minimum") || schema.has("exclusiveMinimum") ? least : Math.min(1, most);
        return Math.min(most, Math.ceilDiv(liked, step) * step);
    }

    private static long bound(JsonNode schema, String member, long otherwise) {
        JsonNode bound = schema.path(member);
        return bound.isNumber() ? (long) Math.ceil(bound.doubleValue()) : otherwise;
    }

    private static String string(String name, JsonNode schema) {
        String text = switch (schema.path("format").asString("")) {
            case "date-time" -> "2026-01-01T00:00:00Z";
            case "date" -> "2026-01-01";
            case "time" -> "00:00:00Z";
            case "duration" -> "PT1H";
            case "email" -> "someone@example.com";
            case "hostname" -> "example.com";
            case "ipv4" -> "192.0.2.1";
            case "ipv6" -> "2001:db8::1";
            case "uri" -> "https://example.com/";
            case "uuid" -> "00000000-0000-4000-8000-000000000000";
            default -> "sample " + name;
        };
        int least = (int) Math.min(LONGEST, schema.path("minLength").asLong(0));
        int most = (int) Math.min(LONGEST, schema.path("maxLength").asLong(LONGEST));
        String padded = text + "x".repeat(Math.max(0, least - text.length()));
        return padded.substring(0, Math.min(padded.length(), Math.max(0, most)));
    }
}
