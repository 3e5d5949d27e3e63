package io.github.tallyport.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.openai.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Three ways of asking for reasoning become one: {@code reasoning_effort} (OpenAI) and {@code include_reasoning} (OpenRouter)
 * are put into the {@code reasoning} object, the only one of them the provider documents.
 */
final class ReasoningDraft {
    boolean enabled;
    boolean budget;

    @Nullable
    String effortInside;

    @Nullable
    Boolean excluded;

    @Nullable
    String effort;

    @Nullable
    Boolean included;

    /** Behind the object's opening brace, or -1 where there is no object. */
    int inside = -1;

    void settle(Draft draft) {
        List<String> members = new ArrayList<>(2);
        if (effort != null) {
            if (enabled || budget || effortInside != null) {
                throw ParameterFaults.contradiction("reasoning_effort", "reasoning")
                        .refusal();
            }
            members.add(effort.equals("none") ? "\"enabled\":false" : "\"effort\":\"" + effort + "\"");
        }
        if (included != null) {
            if (included.equals(excluded)) {
                throw ParameterFaults.contradiction("include_reasoning", "reasoning")
                        .refusal();
            }
            if (excluded == null) {
                members.add("\"exclude\":" + !included);
            }
        }
        draft.drop("include_reasoning");
        draft.drop("reasoning_effort");
        if (!members.isEmpty()) {
            put(draft, String.join(",", members));
        }
    }

    private void put(Draft draft, String members) {
        if (inside >= 0) {
            boolean alone = !enabled && !budget && effortInside == null && excluded == null;
            draft.changes.add(Change.insert(inside, utf8(alone ? members : members + ",")));
        } else {
            draft.additions.append(",\"reasoning\":{").append(members).append('}');
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
