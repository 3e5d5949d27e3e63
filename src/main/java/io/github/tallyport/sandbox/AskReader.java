package io.github.tallyport.sandbox;

import io.github.tallyport.openai.TokenMeter;
import io.github.tallyport.sandbox.Ask.Form;
import io.github.tallyport.sandbox.Ask.Tool;
import io.github.tallyport.sandbox.Ask.Unreadable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a request leniently: checking it is the gateway's business, and it has done so. */
final class AskReader {
    private final JsonMapper json;

    AskReader(JsonMapper json) {
        this.json = json;
    }

    /** @throws Unreadable when there is nothing to answer */
    Ask read(byte[] body) {
        JsonNode root = tree(body);
        JsonNode messages = root.path("messages");
        if (!root.path("model").isString()) {
            throw new Unreadable("No models provided");
        }
        if (!messages.isArray() || messages.isEmpty()) {
            throw new Unreadable("Input required: specify \"messages\"");
        }
        List<Tool> tools = tools(root.path("tools"));
        JsonNode format = root.path("response_format");
        JsonNode reasoning = root.path("reasoning");
        JsonNode last = messages.get(messages.size() - 1);
        return new Ask(
                root.path("model").stringValue(),
                root.path("stream").asBoolean(false),
                messages.size(),
                question(messages),
                is(last, "role", "tool") ? text(last.path("content")) : null,
                root.path("max_tokens").asLong(Long.MAX_VALUE),
                stop(root.path("stop")),
                tools,
                forced(root.path("tool_choice"), tools),
                form(format),
                format.at("/json_schema/schema").isObject() ? format.at("/json_schema/schema") : null,
                thinks(reasoning),
                !reasoning.path("exclude").asBoolean(false),
                promptTokens(messages, root.path("tools")));
    }

    private JsonNode tree(byte[] body) {
        try {
            JsonNode root = json.readTree(body);
            if (root.isObject()) {
                return root;
            }
        } catch (JacksonException e) {
            throw new Unreadable("Invalid JSON: " + e.getOriginalMessage());
        }
        throw new Unreadable("Invalid input: expected object");
    }

    private static String question(JsonNode messages) {
        String found = "";
        for (JsonNode message : messages) {
            if (is(message, "role", "user")) {
                found = text(message.path("content"));
            }
        }
        return found;
    }

    /** A string, or the texts of an array of parts. */
    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        StringBuilder all = new StringBuilder();
        for (JsonNode part : content) {
            all.append(all.isEmpty() ? "" : "\n").append(part.path("text").asString(""));
        }
        return all.toString();
    }

    private static List<String> stop(JsonNode stop) {
        List<String> found = new ArrayList<>();
        for (JsonNode one : stop.isArray() ? stop : List.of(stop)) {
            if (one.isString() && !one.stringValue().isEmpty()) {
                found.add(one.stringValue());
            }
        }
        return found;
    }

    private static List<Tool> tools(JsonNode tools) {
        List<Tool> found = new ArrayList<>();
        for (JsonNode tool : tools) {
            JsonNode function = tool.path("function");
            if (function.path("name").isString()) {
                JsonNode parameters = function.path("parameters");
                found.add(new Tool(function.path("name").stringValue(), parameters.isObject() ? parameters : null));
            }
        }
        return found;
    }

    private static @Nullable Tool forced(JsonNode choice, List<Tool> tools) {
        if (choice.isString()) {
            return choice.stringValue().equals("required") && !tools.isEmpty() ? tools.getFirst() : null;
        }
        String name = choice.at("/function/name").asString("");
        return tools.stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Form form(JsonNode format) {
        return switch (format.path("type").asString("")) {
            case "json_object" -> Form.OBJECT;
            case "json_schema" -> Form.SCHEMA;
            default -> Form.TEXT;
        };
    }

    private static boolean thinks(JsonNode reasoning) {
        JsonNode enabled = reasoning.path("enabled");
        if (enabled.isBoolean()) {
            return enabled.booleanValue();
        }
        return reasoning.path("max_tokens").isNumber()
                || !reasoning.path("effort").asString("none").equals("none");
    }

    private static long promptTokens(JsonNode messages, JsonNode tools) {
        TokenMeter meter = new TokenMeter();
        for (JsonNode message : messages) {
            meter.message();
            meter.add(text(message.path("content")));
            if (message.has("tool_calls")) {
                meter.add(message.path("tool_calls").toString());
            }
        }
        if (tools.isArray()) {
            meter.add(tools.toString());
        }
        return meter.estimate();
    }

    private static boolean is(JsonNode node, String member, String value) {
        return node.path(member).asString("").equals(value);
    }
}
