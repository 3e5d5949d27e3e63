package io.github.tallyport.validation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.openai.Change;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What parameters mean together: which need each other, which contradict each other, and which are two names of one thing. */
final class Pairings {
    private static final String STREAM_OPTIONS = "\"stream_options\":{\"include_usage\":true}";

    private Pairings() {}

    /** Judges a request that has been read to its end, and notes the changes that depend on all of it. */
    static void settle(Draft draft) {
        if (draft.topLogprobs > 0 && !draft.logprobs) {
            throw ParameterFaults.onlyAllowedWhen("top_logprobs", "'logprobs' is enabled")
                    .refusal();
        }
        streaming(draft);
        tools(draft);
        limits(draft);
        draft.reasoning.settle(draft);
    }

    /** The provider is always asked for the usage; whether the client sees it is the relay's business. */
    private static void streaming(Draft draft) {
        Change options = draft.undecided("stream_options");
        if (options == null) {
            draft.additions.append(draft.stream ? "," + STREAM_OPTIONS : "");
        } else if (draft.stream) {
            draft.changes.add(new Change(options.from(), options.to(), STREAM_OPTIONS.getBytes(US_ASCII)));
        } else {
            throw ParameterFaults.onlyAllowedWhen("stream_options", "'stream' is enabled")
                    .refusal();
        }
    }

    private static void tools(Draft draft) {
        if (!draft.tools) {
            draft.drop("parallel_tool_calls");
            if (draft.undecided("tool_choice") != null && !draft.toolChoiceIsNone) {
                throw ParameterFaults.onlyAllowedWhen("tool_choice", "'tools' are specified")
                        .refusal();
            }
            draft.drop("tool_choice");
        }
        for (Draft.Chosen chosen : draft.chosen) {
            if (!draft.toolNames.contains(chosen.tool())) {
                throw ParameterFaults.noSuchTool(chosen.path(), chosen.tool()).refusal();
            }
        }
    }

    private static void limits(Draft draft) {
        if (draft.maxTokens.isPresent()
                && draft.maxCompletionTokens.isPresent()
                && !draft.maxTokens.equals(draft.maxCompletionTokens)) {
            throw ParameterFaults.contradiction("max_completion_tokens", "max_tokens")
                    .refusal();
        }
        draft.drop("max_completion_tokens");
    }

    static OptionalInt maxTokens(Draft draft) {
        return draft.maxTokens.isPresent() ? draft.maxTokens : draft.maxCompletionTokens;
    }

    static @Nullable Change maxTokensMember(Draft draft) {
        return draft.undecided("max_tokens");
    }
}
