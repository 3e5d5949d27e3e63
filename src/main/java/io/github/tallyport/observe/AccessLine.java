package io.github.tallyport.observe;

import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.money.Money;
import io.github.tallyport.openai.Usage;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a line says of a receipt: ids, numbers, times and the ending; a request's labels, which clients choose, are not among
 * them.
 */
final class AccessLine {
    static final String LOGGER = "tallyport.access";
    private static final long NANOS_PER_MICRO = 1_000;

    private AccessLine() {}

    /** @param line takes names and values in their order: text, whole numbers, true and false; absent ones are left out */
    static void of(Receipt receipt, BiConsumer<String, Object> line) {
        line.accept("time", Instant.ofEpochMilli(receipt.asking().receivedAt()).toString());
        line.accept("log", LOGGER);
        line.accept("request_id", receipt.asking().requestId());
        ifKnown(line, "tenant", receipt.asking().tenant());
        ifKnown(line, "key", receipt.asking().key());
        ifKnown(line, "model", receipt.asking().model());
        ifKnown(line, "target", receipt.asking().target());
        line.accept("stream", receipt.asking().stream());
        line.accept("ending", receipt.ending().label());
        line.accept("status", (long) receipt.status());
        ifKnown(line, "code", receipt.code());
        line.accept("attempts", (long) receipt.attempts());
        ifKnown(line, "finish_reason", receipt.finishReason());
        line.accept("cache", receipt.cache().label());
        usage(receipt.usage(), line);
        line.accept("cost", Money.yuan(receipt.cost()));
        line.accept("saved", Money.yuan(receipt.saved()));
        line.accept("total_us", receipt.times().total() / NANOS_PER_MICRO);
        line.accept("own_us", receipt.times().own() / NANOS_PER_MICRO);
        ifKnown(line, "first_byte_us", micros(receipt.times().firstByte()));
        ifKnown(line, "upstream_head_us", micros(receipt.times().upstreamHead()));
        ifKnown(line, "upstream_us", micros(receipt.times().upstream()));
    }

    private static void usage(Usage usage, BiConsumer<String, Object> line) {
        line.accept("source", usage instanceof Usage.Reported ? "reported" : "estimated");
        line.accept("prompt_tokens", usage.prompt());
        line.accept("cached_tokens", usage.cached());
        line.accept("completion_tokens", usage.completion());
        line.accept("reasoning_tokens", usage.reasoning());
    }

    private static void ifKnown(BiConsumer<String, Object> line, String name, @Nullable Object value) {
        if (value != null) {
            line.accept(name, value);
        }
    }

    private static @Nullable Long micros(long nanos) {
        return nanos < 0 ? null : nanos / NANOS_PER_MICRO;
    }
}
