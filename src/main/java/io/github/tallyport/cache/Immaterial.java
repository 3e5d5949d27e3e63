package io.github.tallyport.cache;

import java.util.Set;

/**
 * Members of a request that cannot change its answer. Whatever is not listed here counts, known or not: a member too many in
 * the key costs a call, a member too few would give one question's answer to another.
 */
final class Immaterial {
    static final Set<String> MEMBERS = Set.of(
            // only how the answer is delivered: one entry serves both shapes
            "stream",
            "stream_options",
            // who asks and why: the gateway keeps these labels, no provider sees them
            "user",
            "metadata",
            "safety_identifier",
            // hints to OpenAI about its own prompt cache, storage and queues, which are not passed on
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options",
            "store",
            "service_tier",
            // a guess at the answer to have it sooner, and checks beside it: not passed on
            "prediction",
            "moderation",
            // asks for what every answer carries
            "usage",
            // may only say what is so without them: one choice, of text
            "n",
            "modalities");

    private Immaterial() {}
}
