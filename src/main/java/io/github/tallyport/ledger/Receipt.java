package io.github.tallyport.ledger;

import io.github.tallyport.openai.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What one request came to.
 *
 * @param status HTTP status the client saw, or 499 when it left before there was one
 * @param code the error's code or type, null without an error
 * @param finishReason in OpenAI's words, null without one
 * @param attempts how often a provider was asked
 * @param cost nano-yuan
 * @param upstreamCost what the provider says it costs, as it wrote it and in its own currency; null when it does not say
 * @param saved nano-yuan that the cache spared
 */
public record Receipt(
        Asking asking,
        Ending ending,
        int status,
        @Nullable String code,
        @Nullable String finishReason,
        int attempts,
        Times times,
        Usage usage,
        long cost,
        @Nullable String upstreamCost,
        CacheState cache,
        long saved) {}
