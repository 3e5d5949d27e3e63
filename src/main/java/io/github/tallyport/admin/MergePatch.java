package io.github.tallyport.admin;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * RFC 7396, but for one thing: what a patch takes away stays as a null. To the reader of the result that is the same as absent,
 * and a name that nobody knows is still there to be refused.
 */
final class MergePatch {
    private MergePatch() {}

    /** @param target is not changed */
    static ObjectNode merged(JsonNode target, ObjectNode patch) {
        ObjectNode result =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.forEachEntry((name, value) ->
                result.set(name, value instanceof ObjectNode inner ? merged(result.path(name), inner) : value));
        return result;
    }
}
