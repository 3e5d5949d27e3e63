package io.github.tallyport.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Plays a provider's stream to a relay and gives what the client would have read. */
final class Relayed {
    static final String ROLE = chunk("\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null");
    static final String HI = chunk("\"delta\":{\"content\":\"Hi\"},\"finish_reason\":null");
    static final String STOP = chunk("\"delta\":{},\"finish_reason\":\"stop\"");
    static final String USAGE =
            "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}}";
    static final String DONE = "[DONE]";

    private Relayed() {}

    static String chunk(String choice) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + choice + "}]}";
    }

    static String stream(String... events) {
        StringBuilder out = new StringBuilder();
        Arrays.stream(events)
                .forEach(event -> out.append("data: ").append(event).append("\n\n"));
        return out.toString();
    }

    static String relayed(boolean includeUsage, String... events) {
        return play(relay(includeUsage), stream(events), 4096);
    }

    static String play(StreamRelay relay, String text, int cut) {
        return play(relay, text, cut, true);
    }

    static String play(StreamRelay relay, String text, int cut, boolean end) {
        byte[] bytes = text.getBytes(UTF_8);
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < bytes.length && !relay.over(); at += cut) {
            out.append(text(relay.feed(
                    Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + cut))))));
        }
        return end && !relay.over() ? out.append(text(relay.end())).toString() : out.toString();
    }

    static String text(@Nullable ByteBuf buffer) {
        if (buffer == null) {
            return "";
        }
        try {
            return buffer.toString(UTF_8);
        } finally {
            buffer.release();
        }
    }

    static StreamRelay relay(boolean includeUsage) {
        return relay(new RelayTerms(
                "req_1", "m", includeUsage, ReasoningField.BOTH, 7, Long.MAX_VALUE, 77, 1 << 20, fault -> fault));
    }

    static StreamRelay relay(ReasoningField field) {
        return relay(new RelayTerms("req_1", "m", false, field, 7, Long.MAX_VALUE, 77, 1 << 20, fault -> fault));
    }

    static StreamRelay relay(RelayTerms terms) {
        return new StreamRelay(terms, UnpooledByteBufAllocator.DEFAULT);
    }
}
