package io.github.tallyport.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.openai.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * One message. Its members come in any order, so what depends on the role is judged when the message is over. Used for one
 * message after the other of one request.
 */
final class MessageReader implements Rule {
    /** A member only one role has. */
    private record Owned(Role owner, Change cut) {}

    private static final byte[] SYSTEM = "\"system\"".getBytes(UTF_8);
    private static final int MAX_TOOL_CALLS = 128;

    private static final Rule TOOL_CALLS = new ArrayRule(
            MAX_TOOL_CALLS,
            "an array of objects",
            new ObjectRule()
                    .must("id", TextRule.ANY)
                    .must("type", ChoiceRule.of("function"))
                    .must("function", call()));
    private static final Rule LEGACY_CALL = call();

    private final ContentReader content = new ContentReader();
    private final List<Owned> owned = new ArrayList<>(2);

    private @Nullable Role role;
    private int roleFrom;
    private int roleTo;
    private boolean saysWithoutContent;
    private boolean answersACall;

    @Override
    public void read(Reading at) {
        at.require(JsonToken.START_OBJECT, "an object");
        role = null;
        saysWithoutContent = false;
        answersACall = false;
        owned.clear();
        content.clear();
        at.draft().meter.message();
        while (at.nextIsName()) {
            int from = at.start();
            String name = at.name();
            at.next();
            member(at, name, from);
        }
        judge(at);
    }

    private void member(Reading at, String name, int from) {
        if (name.equals("role")) {
            roleFrom = at.start();
            role = Role.read(at);
            roleTo = at.end();
        } else if (name.equals("content")) {
            content.read(at);
        } else if (at.isNull()) {
            at.cut(from);
        } else {
            optional(at, name, from);
        }
    }

    private void optional(Reading at, String name, int from) {
        switch (name) {
            case "name" -> TextRule.PROMPT.read(at);
            case "refusal", "tool_calls", "function_call" -> {
                ruleOf(name).read(at);
                saysWithoutContent = true;
                own(Role.ASSISTANT, at, from);
            }
            case "reasoning", "reasoning_content" -> {
                TextRule.PROMPT.read(at);
                own(Role.ASSISTANT, at, from);
            }
            case "reasoning_details" -> {
                ShapeRule.ARRAY.read(at);
                own(Role.ASSISTANT, at, from);
            }
            case "tool_call_id" -> {
                TextRule.ANY.read(at);
                answersACall = true;
                own(Role.TOOL, at, from);
            }
            default -> at.leaveOut(name, from);
        }
    }

    private static Rule ruleOf(String name) {
        return switch (name) {
            case "tool_calls" -> TOOL_CALLS;
            case "function_call" -> LEGACY_CALL;
            default -> TextRule.PROMPT;
        };
    }

    private void own(Role owner, Reading at, int from) {
        owned.add(new Owned(owner, Change.cut(from, at.end())));
    }

    private void judge(Reading at) {
        Role speaker = role;
        if (speaker == null) {
            throw at.missing("role");
        }
        content.judge(at, speaker, speaker == Role.ASSISTANT && saysWithoutContent);
        if (speaker == Role.TOOL && !answersACall) {
            throw at.missing("tool_call_id");
        }
        if (speaker == Role.DEVELOPER) {
            at.draft().changes.add(new Change(roleFrom, roleTo, SYSTEM));
        }
        for (Owned member : owned) {
            if (member.owner != speaker) {
                at.draft().changes.add(member.cut);
            }
        }
    }

    private static Rule call() {
        return new ObjectRule().must("name", TextRule.PROMPT).must("arguments", TextRule.PROMPT);
    }
}
