package io.github.tallyport.sandbox;

import io.github.tallyport.openai.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One answer in the upstream's JSON: the members, their order and their nulls are those of its published example; where
 * that says nothing (streams), those of the dialect it speaks. All chunks of an answer have its id and time.
 *
 * @param created Unix seconds
 */
record Wording(String id, String callId, long created, String model) {
    private static final String FINGERPRINT = "fp_sandbox";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    ObjectNode whole(Reply reply) {
        ObjectNode answer = head("chat.completion");
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.putNull("logprobs")
                .put("finish_reason", reply.finish())
                .put("native_finish_reason", reply.finish())
                .put("index", 0);
        ObjectNode message = choice.putObject("message");
        message.put("role", "assistant")
                .put("content", reply.content())
                .putNull("refusal")
                .put("reasoning", reply.thoughts());
        Reply.Call call = reply.call();
        if (call != null) {
            message.putArray("tool_calls").add(opened(call.name(), call.arguments()));
        }
        answer.put("system_fingerprint", FINGERPRINT);
        if (reply.usage() != null) {
            answer.set("usage", usage(reply.usage()));
        }
        return answer;
    }

    /** The first chunk. */
    ObjectNode role() {
        return chunk(NODES.objectNode().put("role", "assistant").put("content", ""), null);
    }

    /** What is said, a chunk for every piece: thoughts, then content or a tool call. */
    List<ObjectNode> pieces(Reply reply) {
        List<ObjectNode> chunks = new ArrayList<>();
        if (reply.thoughts() != null) {
            Length.pieces(reply.thoughts())
                    .forEach(piece -> chunks.add(chunk(NODES.objectNode().put("reasoning", piece), null)));
        }
        if (reply.content() != null) {
            Length.pieces(reply.content())
                    .forEach(piece -> chunks.add(chunk(NODES.objectNode().put("content", piece), null)));
        }
        Reply.Call call = reply.call();
        if (call != null) {
            chunks.add(chunk(calls(opened(call.name(), "").put("index", 0)), null));
            Length.pieces(call.arguments()).forEach(piece -> chunks.add(chunk(calls(continued(piece)), null)));
        }
        return chunks;
    }

    ObjectNode finish(String reason) {
        return chunk(NODES.objectNode(), reason);
    }

    /** The dialect's own form: with a choice that says nothing, not with an empty list as OpenAI has it. */
    ObjectNode usage(Reply reply, Usage.Reported usage) {
        ObjectNode chunk = chunk(NODES.objectNode().put("role", "assistant").put("content", ""), null);
        chunk.set("usage", usage(usage));
        return chunk;
    }

    /** A stream's end when the provider behind the upstream broke down. */
    ObjectNode brokenOff(ObjectNode error) {
        ObjectNode chunk = chunk(NODES.objectNode().put("content", ""), "error");
        chunk.set("error", error);
        return chunk;
    }

    private ObjectNode head(String object) {
        return NODES.objectNode()
                .put("id", id)
                .put("model", model)
                .put("object", object)
                .put("created", created);
    }

    private ObjectNode chunk(ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.put("index", 0).set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finish).put("native_finish_reason", finish);
        return chunk.put("system_fingerprint", FINGERPRINT);
    }

    private ObjectNode opened(String name, String arguments) {
        ObjectNode call = NODES.objectNode().put("id", callId).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", arguments);
        return call;
    }

    private static ObjectNode continued(String arguments) {
        ObjectNode call = NODES.objectNode().put("index", 0);
        call.putObject("function").put("arguments", arguments);
        return call;
    }

    private static ObjectNode calls(ObjectNode call) {
        ObjectNode delta = NODES.objectNode();
        delta.putArray("tool_calls").add(call);
        return delta;
    }

    private static ObjectNode usage(Usage.Reported usage) {
        ObjectNode counts = NODES.objectNode()
                .put("prompt_tokens", usage.prompt())
                .put("completion_tokens", usage.completion())
                .put("total_tokens", usage.prompt() + usage.completion());
        counts.putObject("prompt_tokens_details").put("cached_tokens", usage.cached());
        if (usage.reasoning() > 0) {
            counts.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
        }
        return counts;
    }
}
