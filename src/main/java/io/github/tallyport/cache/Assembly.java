package io.github.tallyport.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Makes of a stream's events the document that an official SDK would have come to. Parts are joined as they were written, so
 * that digits and escapes stay; time and memory are those of the events' length.
 */
final class Assembly {
    private static final byte[] DATA = "data: ".getBytes(UTF_8);
    private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

    private final Members head = new Members();
    private final Members choice = new Members();
    private final JoinedMessage message = new JoinedMessage();
    private final JoinedLogprobs logprobs = new JoinedLogprobs();
    private @Nullable Raw finishReason;
    private @Nullable Raw usage;
    private boolean done;

    private Assembly() {}

    /**
     * Reads a stream as the relay gives it to a client that asked for usage.
     *
     * @param events the whole of it: events of one {@code data} line each, and comments
     * @return null when there is no such document: the stream is not whole, has an error or several choices, or has members
     *     that SDKs would not join alike
     */
    static byte @Nullable [] document(byte[] events) {
        Assembly assembly = new Assembly();
        try {
            assembly.read(events);
        } catch (UnreadableAnswer | JacksonException e) {
            return null;
        }
        return assembly.written(events.length / 4);
    }

    private void read(byte[] events) {
        int start = 0;
        for (int at = 0; at < events.length; at++) {
            if (events[at] == '\n') {
                line(events, start, at);
                start = at + 1;
            }
        }
        if (start < events.length || !done || finishReason == null || usage == null) {
            throw new UnreadableAnswer("a stream that is not whole");
        }
    }

    private void line(byte[] events, int from, int to) {
        if (from == to || events[from] == ':') {
            return;
        }
        int start = from + DATA.length;
        if (done || start > to || !Arrays.equals(events, from, start, DATA, 0, DATA.length)) {
            throw new UnreadableAnswer("a line that is no event");
        }
        if (Arrays.equals(events, start, to, DONE, 0, DONE.length)) {
            done = true;
        } else {
            chunk(Members.of(new Raw(events, start, to)));
        }
    }

    private void chunk(Members chunk) {
        if (chunk.get("error") != null) {
            throw new UnreadableAnswer("an error");
        }
        chunk.take("object");
        Raw used = chunk.take("usage");
        if (used != null && used.isObject()) {
            usage = used;
        }
        Raw choices = chunk.take("choices");
        if (choices == null || !choices.isArray()) {
            throw new UnreadableAnswer("a chunk without choices");
        }
        head.addLast(chunk);
        List<Raw> given = choices.elements();
        if (given.size() > 1 || (given.size() == 1 && finishReason != null)) {
            throw new UnreadableAnswer("more than one choice, or more after its end");
        }
        given.forEach(one -> choice(Members.of(one)));
    }

    private void choice(Members given) {
        Raw index = given.take("index");
        Raw delta = given.take("delta");
        if (index != null && index.smallNumber() != 0) {
            throw new UnreadableAnswer("another choice");
        }
        if (delta != null && !delta.isNull()) {
            message.add(Members.of(delta));
        }
        logprobs.add(given.take("logprobs"));
        Raw reason = given.take("finish_reason");
        finishReason = reason != null && reason.isText() ? reason : null;
        choice.addLast(given);
    }

    private byte[] written(int expected) {
        Buffer out = new Buffer(expected).put('{');
        writeHead(out, "id");
        Members.separate(out);
        out.put("\"object\":\"chat.completion\"");
        writeHead(out, "created");
        writeHead(out, "model");
        out.put(",\"choices\":[{\"index\":0,\"message\":");
        message.writeTo(out);
        logprobs.writeTo(out);
        writeIfThere(out, "finish_reason", finishReason);
        choice.writeTo(out);
        out.put("}]");
        writeIfThere(out, "usage", usage);
        writeHead(out, "service_tier");
        writeHead(out, "system_fingerprint");
        head.writeTo(out);
        return out.put('}').toBytes();
    }

    private void writeHead(Buffer out, String name) {
        writeIfThere(out, name, head.take(name));
    }

    private static void writeIfThere(Buffer out, String name, @Nullable Raw value) {
        if (value != null) {
            Members.write(out, name, value);
        }
    }
}
