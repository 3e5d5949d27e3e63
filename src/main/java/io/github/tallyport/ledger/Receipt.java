package io.github.tallyport.ledger;

import io.github.tallyport.openai.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What one request came to. Facts that were not reached are null or -1.
 *
 * @param tenant whose request it was; null when nobody could be identified
 * @param model the catalogue's id; null when the request named none of it
 * @param target which provider was asked
 * @param receivedAt epoch milliseconds
 * @param total nanoseconds from the request's head to its end
 * @param firstByte nanoseconds to the first byte of the answer, or -1
 * @param upstreamHead nanoseconds the provider took to its response head, or -1
 * @param status HTTP status the client saw, or 499 when it left before there was one
 * @param code the error's code or type, null without an error
 * @param attempts how often a provider was asked
 * @param cost nano-yuan
 */
public record Receipt(
        String requestId,
        @Nullable String tenant,
        @Nullable String key,
        @Nullable String model,
        @Nullable String target,
        long receivedAt,
        long total,
        long firstByte,
        long upstreamHead,
        Ending ending,
        int status,
        @Nullable String code,
        boolean stream,
        int attempts,
        Usage usage,
        long cost,
        @Nullable String finishReason) {}
