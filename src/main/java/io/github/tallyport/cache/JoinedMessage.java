package io.github.tallyport.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** The message that the deltas of a stream come to. Not thread-safe. */
final class JoinedMessage {
    private static final byte[] ASSISTANT = "\"assistant\"".getBytes(UTF_8);

    private final Map<String, Joined> parts = new LinkedHashMap<>();
    private final JoinedCalls calls = new JoinedCalls();
    private final Members rest = new Members();
    private Raw role = new Raw(ASSISTANT, 0, ASSISTANT.length);

    JoinedMessage() {
        parts.put("content", Joined.text());
        parts.put("refusal", Joined.text());
        parts.put("reasoning", Joined.text());
        parts.put("reasoning_content", Joined.text());
        parts.put("reasoning_details", Joined.list());
        parts.put("annotations", Joined.list());
    }

    /** @throws UnreadableAnswer when it does not go together with the deltas before */
    void add(Members delta) {
        Raw given = delta.take("role");
        if (given != null && given.isText()) {
            role = given;
        }
        parts.forEach((name, joined) -> joined.add(delta.take(name)));
        calls.add(delta.take("tool_calls"));
        // accumulators differ in what they make of these: some join strings, some keep the last
        rest.addOnce(delta);
    }

    void writeTo(Buffer out) {
        out.put('{');
        Members.write(out, "role", role);
        parts.forEach((name, joined) -> write(out, name, joined));
        if (!calls.isEmpty()) {
            out.put(",\"tool_calls\":");
            calls.writeTo(out);
        }
        rest.writeTo(out);
        out.put('}');
    }

    private static void write(Buffer out, String name, Joined joined) {
        if (joined.came() || name.equals("content")) {
            out.put(",\"").put(name).put("\":");
            joined.writeTo(out);
        }
    }
}
