package io.github.tallyport.cache;

import org.jspecify.annotations.Nullable;

/** What the tokens of a stream's content and refusal were worth, one list each. Not thread-safe. */
final class JoinedLogprobs {
    private final Joined content = Joined.list();
    private final Joined refusal = Joined.list();
    private final Members rest = new Members();
    private boolean came;
    private boolean given;

    /** @throws UnreadableAnswer when they do not go together with those before */
    void add(@Nullable Raw logprobs) {
        came |= logprobs != null;
        if (logprobs == null || logprobs.isNull()) {
            return;
        }
        given = true;
        Members members = Members.of(logprobs);
        content.add(members.take("content"));
        refusal.add(members.take("refusal"));
        rest.addOnce(members);
    }

    /** Puts them behind a choice's other members, if the provider ever wrote of any. */
    void writeTo(Buffer out) {
        if (!came) {
            return;
        }
        out.put(",\"logprobs\":");
        if (!given) {
            out.put("null");
            return;
        }
        out.put('{');
        write(out, "content", content);
        write(out, "refusal", refusal);
        rest.writeTo(out);
        out.put('}');
    }

    private static void write(Buffer out, String name, Joined list) {
        if (list.came()) {
            Members.separate(out);
            out.put('"').put(name).put("\":");
            list.writeTo(out);
        }
    }
}
