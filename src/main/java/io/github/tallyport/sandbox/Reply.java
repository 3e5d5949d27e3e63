package io.github.tallyport.sandbox;

import io.github.tallyport.openai.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated model said.
 *
 * @param thoughts its reasoning; null when there is none to show
 * @param content null when it calls a tool
 * @param finish OpenAI's finish_reason
 * @param usage null when the upstream is to keep it to itself
 */
record Reply(
        @Nullable String thoughts,
        @Nullable String content,
        @Nullable Call call,
        String finish,
        Usage.@Nullable Reported usage) {
    /** @param arguments JSON, unless the answer was cut off in it */
    record Call(String name, String arguments) {}
}
