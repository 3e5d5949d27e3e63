package io.github.tallyport.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One choice of an answer, as the deltas that come to it. Not thread-safe. */
final class ReplayedChoice {
    private static final List<String> TEXTS = List.of("reasoning", "reasoning_content", "content", "refusal");

    private final Chunks chunks;
    private final Members choice;
    private final int index;
    private final Members message;
    private final Map<String, Raw> texts = new LinkedHashMap<>();
    private final List<Raw> calls = new ArrayList<>(0);

    ReplayedChoice(Chunks chunks, Members choice) {
        this.chunks = chunks;
        this.choice = choice;
        Raw number = choice.take("index");
        this.index = number == null ? 0 : number.smallNumber();
        Raw said = choice.take("message");
        this.message = said == null || said.isNull() ? new Members() : Members.of(said);
        for (String name : TEXTS) {
            Raw text = message.get(name);
            if (text != null && text.isText() && !text.inner().isEmpty()) {
                texts.put(name, text);
                message.take(name);
            }
        }
        Raw called = message.takeList("tool_calls");
        if (called != null) {
            calls.addAll(called.elements());
        }
    }

    void write() {
        first();
        texts.forEach(this::text);
        for (int at = 0; at < calls.size(); at++) {
            call(at, Members.of(calls.get(at)));
        }
        chunks.delta(index);
        chunks.finish(choice);
    }

    /** Who speaks, and what has no parts. */
    private void first() {
        Raw role = message.take("role");
        Buffer out = chunks.delta(index);
        if (role == null) {
            out.put("\"role\":\"assistant\"");
        } else {
            Members.write(out, "role", role);
        }
        if (texts.containsKey("content")) {
            out.put(",\"content\":\"\"");
        }
        message.writeTo(out);
        chunks.goOn();
    }

    private void text(String name, Raw text) {
        for (Pieces pieces = new Pieces(text.inner()); pieces.next(); ) {
            pieces.writeTo(chunks.delta(index).put('"').put(name).put("\":\"")).put('"');
            chunks.goOn();
        }
    }

    private void call(int at, Members call) {
        Raw given = call.take("function");
        Members function = given == null || !given.isObject() ? null : Members.of(given);
        Raw arguments = function == null ? null : function.takeText("arguments");
        call.take("index");
        Buffer out = calls(at);
        call.writeTo(out);
        if (function != null) {
            begin(out, function, arguments);
        } else if (given != null) {
            Members.write(out, "function", given);
        }
        out.put("}]");
        chunks.goOn();
        if (arguments != null) {
            for (Pieces pieces = new Pieces(arguments.inner()); pieces.next(); ) {
                pieces.writeTo(calls(at).put(",\"function\":{\"arguments\":\"")).put("\"}}]");
                chunks.goOn();
            }
        }
    }

    private static void begin(Buffer out, Members function, @Nullable Raw arguments) {
        Members.separate(out);
        out.put("\"function\":{");
        function.writeTo(out);
        if (arguments != null) {
            Members.separate(out);
            out.put("\"arguments\":\"\"");
        }
        out.put('}');
    }

    private Buffer calls(int at) {
        return chunks.delta(index).put("\"tool_calls\":[{\"index\":").put(Integer.toString(at));
    }
}
