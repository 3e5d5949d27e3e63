package io.github.tallyport.cache;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.openai.Usage;
import org.jspecify.annotations.Nullable;

/**
 * How an answer ended.
 *
 * @param fault why it broke off after it had begun, or null
 * @param finishReason in OpenAI's words, null when it broke off
 */
public record Landing(
        Usage usage,
        @Nullable String finishReason,
        @Nullable Fault fault) {}
