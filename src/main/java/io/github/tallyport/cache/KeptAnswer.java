package io.github.tallyport.cache;

import io.github.tallyport.openai.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, from which clients get JSON or a stream.
 *
 * @param key of the request it is for
 * @param fingerprint of that request, whatever its key is
 * @param document a {@code chat.completion}; not to be changed
 * @param finishReason in OpenAI's words, or null when the provider gave none
 * @param since epoch milliseconds of the request it was asked by
 */
public record KeptAnswer(
        CacheKey key,
        Digest fingerprint,
        byte[] document,
        Usage usage,
        @Nullable String finishReason,
        long since) {
    /** Of an entry's objects and its place in a map, about. */
    private static final int OVERHEAD = 512;

    /** Bytes of memory it takes. */
    int weight() {
        return OVERHEAD
                + document.length
                + 2 * (key.model().length() + key.revision().length());
    }

    /** Whole seconds, 0 or more. */
    long age(long now) {
        return Math.max(0, now - since) / 1000;
    }

    /** @param model as the client called it */
    public byte[] json(String model) {
        return Renamed.of(document, model);
    }

    /**
     * As the events of a stream, several in each piece.
     *
     * @param model as the client called it
     * @param withUsage whether the client asked for the usage
     */
    public List<byte[]> events(String model, boolean withUsage) {
        return Replay.events(document, model, withUsage);
    }

    @Override
    public String toString() {
        return "KeptAnswer[" + key + ", " + document.length + " bytes]";
    }
}
