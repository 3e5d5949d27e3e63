package io.github.tallyport.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.fault.UpstreamFaults;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * For providers that answer with one JSON body although a stream was asked: makes the stream they should have sent. Rare, so
 * it may use a tree.
 */
final class WholeToStream {
    private static final JsonMapper JSON = JsonMapper.shared();

    private WholeToStream() {}

    static ByteBuf convert(byte[] body) {
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        events.writeBytes("data: ".getBytes(UTF_8));
        events.writeBytes(JSON.writeValueAsBytes(chunk(body)));
        events.writeBytes("\n\ndata: [DONE]\n\n".getBytes(UTF_8));
        return Unpooled.wrappedBuffer(events.toByteArray());
    }

    private static JsonNode chunk(byte[] body) {
        JsonNode answer = parsed(body);
        if (!(answer instanceof ObjectNode chunk)) {
            throw UpstreamFaults.broken("its answer is not JSON").refusal();
        }
        chunk.put("object", "chat.completion.chunk");
        for (JsonNode choice : chunk.path("choices")) {
            if (choice instanceof ObjectNode one && one.remove("message") instanceof ObjectNode message) {
                int index = 0;
                for (JsonNode call : message.path("tool_calls")) {
                    if (call instanceof ObjectNode tool) {
                        tool.put("index", index++);
                    }
                }
                one.set("delta", message);
            }
        }
        return chunk;
    }

    private static @Nullable JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
    }
}
