package io.github.tallyport.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.relay.ReasoningField;
import io.github.tallyport.relay.RelayTerms;
import io.github.tallyport.relay.StreamRelay;
import io.github.tallyport.relay.WholeAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An answer like a provider's, relayed to nobody. */
final class RehearsedAnswer {
    private static final String HEAD =
            "{\"id\":\"chatcmpl-rehearsed\",\"object\":\"chat.completion%s\",\"created\":1759159756,\"model\":\"m\",\"choices\":[";
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,\"total_tokens\":12,\"prompt_tokens_details\":{\"cached_tokens\":0}}}";
    private static final byte[] WHOLE = (HEAD.formatted("")
                    + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"One two three.\",\"refusal\":null},"
                    + "\"logprobs\":null,\"finish_reason\":\"stop\"}]," + USAGE)
            .getBytes(UTF_8);
    private static final byte[][] EVENTS = {
        event(
                "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}]}"),
        event(
                "{\"index\":0,\"delta\":{\"content\":\" one two\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}"),
        event("{\"index\":0,\"delta\":{\"content\":\" 三\"},\"logprobs\":null,\"finish_reason\":null}]}"),
        event("{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}"),
        event("]," + USAGE),
        "data: [DONE]\n\n".getBytes(UTF_8)
    };

    private RehearsedAnswer() {}

    private static byte[] event(String rest) {
        return ("data: " + HEAD.formatted(".chunk") + rest + "\n\n").getBytes(UTF_8);
    }

    /** How many bytes a client would have got, as JSON and as a stream. */
    static long play(int maxEvent) {
        RelayTerms terms = new RelayTerms(
                "req_warm_up", "m", true, ReasoningField.BOTH, 9, 1759159756, maxEvent, UnaryOperator.identity());
        long bytes = WholeAnswer.of(WHOLE, terms).body().length;
        StreamRelay relay = new StreamRelay(terms, PooledByteBufAllocator.DEFAULT);
        for (byte[] event : EVENTS) {
            bytes += length(relay.feed(Unpooled.wrappedBuffer(event)));
        }
        return bytes;
    }

    private static int length(@Nullable ByteBuf out) {
        if (out == null) {
            return 0;
        }
        int length = out.readableBytes();
        out.release();
        return length;
    }
}
