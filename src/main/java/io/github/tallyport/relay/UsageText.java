package io.github.tallyport.relay;

import io.github.tallyport.openai.Usage;

/** Writes a usage object where the provider's own cannot be passed on. */
final class UsageText {
    private UsageText() {}

    static String of(Usage usage) {
        return "{\"prompt_tokens\":" + usage.prompt() + ",\"completion_tokens\":" + usage.completion()
                + ",\"total_tokens\":" + (usage.prompt() + usage.completion())
                + ",\"prompt_tokens_details\":{\"cached_tokens\":" + usage.cached()
                + "},\"completion_tokens_details\":{\"reasoning_tokens\":" + usage.reasoning() + "}}";
    }
}
