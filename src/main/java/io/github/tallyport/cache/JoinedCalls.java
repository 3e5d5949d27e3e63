package io.github.tallyport.cache;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tool calls of a stream, joined by their index. Not thread-safe. */
final class JoinedCalls {
    private static final class Call {
        private @Nullable Raw id;
        private @Nullable Raw type;
        private @Nullable Raw name;
        private boolean function;
        private final Joined arguments = Joined.text();
        private final Members restOfFunction = new Members();
        private final Members rest = new Members();
    }

    private final Map<Integer, Call> calls = new TreeMap<>();

    /** @throws UnreadableAnswer when the parts do not go together, or one has no index */
    void add(@Nullable Raw parts) {
        if (parts == null || parts.isNull()) {
            return;
        }
        if (!parts.isArray()) {
            throw new UnreadableAnswer("tool calls that are no array");
        }
        for (Raw part : parts.elements()) {
            Members members = Members.of(part);
            Raw index = members.take("index");
            if (index == null) {
                throw new UnreadableAnswer("a tool call without an index");
            }
            add(calls.computeIfAbsent(index.smallNumber(), _ -> new Call()), members);
        }
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    void writeTo(Buffer out) {
        char before = '[';
        for (Call call : calls.values()) {
            out.put(before);
            write(out, call);
            before = ',';
        }
        out.put(']');
    }

    private static void add(Call call, Members part) {
        call.id = agreed(call.id, part.take("id"));
        call.type = agreed(call.type, part.take("type"));
        Raw function = part.take("function");
        if (function != null && !function.isNull()) {
            Members members = Members.of(function);
            call.function = true;
            call.name = agreed(call.name, members.take("name"));
            call.arguments.add(members.take("arguments"));
            call.restOfFunction.addOnce(members);
        }
        call.rest.addOnce(part);
    }

    /** Of what is to come once; some providers repeat it, or leave it empty in the later parts. */
    private static @Nullable Raw agreed(@Nullable Raw former, @Nullable Raw latter) {
        if (latter == null
                || latter.isNull()
                || (latter.isText() && latter.inner().isEmpty())) {
            return former;
        }
        if (former != null && !former.sameAs(latter)) {
            throw new UnreadableAnswer("a tool call with two names");
        }
        return latter;
    }

    private static void write(Buffer out, Call call) {
        out.put('{');
        writeIfThere(out, "id", call.id);
        if (call.type != null) {
            Members.write(out, "type", call.type);
        } else if (call.function) {
            Members.separate(out);
            out.put("\"type\":\"function\"");
        }
        if (call.function) {
            Members.separate(out);
            out.put("\"function\":{");
            writeIfThere(out, "name", call.name);
            Members.separate(out);
            out.put("\"arguments\":");
            if (call.arguments.isNull()) {
                out.put("\"\"");
            } else {
                call.arguments.writeTo(out);
            }
            call.restOfFunction.writeTo(out);
            out.put('}');
        }
        call.rest.writeTo(out);
        out.put('}');
    }

    private static void writeIfThere(Buffer out, String name, @Nullable Raw value) {
        if (value != null) {
            Members.write(out, name, value);
        }
    }
}
