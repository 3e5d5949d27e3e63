package io.github.tallyport.relay;

import org.jspecify.annotations.Nullable;

/** Why a model stopped: OpenAI's words, and what other providers say instead. */
final class FinishReason {
    private FinishReason() {}

    /** OpenAI's word for it; null when the provider said nothing with an empty string. */
    static @Nullable String known(String given) {
        return switch (given) {
            case "stop", "length", "tool_calls", "content_filter", "function_call" -> given;
            case "" -> null;
            case "max_tokens", "model_length", "MAX_TOKENS" -> "length";
            case "tool_use", "tool_call" -> "tool_calls";
            case "safety", "recitation", "SAFETY", "RECITATION" -> "content_filter";
            default -> "stop";
        };
    }

    /** Whether the model did not stop but broke: such an answer is not whole. */
    static boolean isFailure(@Nullable String given) {
        return given != null && (given.equals("error") || given.equals("insufficient_system_resource"));
    }
}
