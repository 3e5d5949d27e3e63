package io.github.tallyport.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.openai.ErrorBody;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a stream, being written: all of them say of the answer what its document says. Not thread-safe. */
final class Chunks {
    /** Bytes that are sent at once, about. */
    private static final int BATCH = 16 * 1024;

    private final List<byte[]> batches = new ArrayList<>(1);
    private final byte[] before;
    private final byte[] after;
    private Buffer batch;

    /**
     * @param answer its members, without the choices and the usage; taken from
     * @param model the name its client has for the model
     * @param length of the document
     */
    Chunks(Members answer, String model, int length) {
        answer.take("object");
        answer.take("model");
        Buffer head = new Buffer(512).put("data: {");
        writeIfThere(head, "id", answer.take("id"));
        Members.separate(head);
        head.put("\"object\":\"chat.completion.chunk\"");
        writeIfThere(head, "created", answer.take("created"));
        head.put(",\"model\":").put(ErrorBody.quoted(model).getBytes(UTF_8));
        answer.writeTo(head);
        before = head.put(",\"choices\":[").toBytes().clone();
        after = "}]}\n\n".getBytes(UTF_8);
        batch = new Buffer(Math.min(BATCH + 1024, 1024 + 4 * length));
    }

    private static void writeIfThere(Buffer out, String name, @Nullable Raw value) {
        if (value != null) {
            Members.write(out, name, value);
        }
    }

    /** Begins an event of one choice, up to what is in the delta's braces. */
    Buffer delta(int index) {
        return batch.put(before).put("{\"index\":").put(Integer.toString(index)).put(",\"delta\":{");
    }

    /** Ends it where the answer goes on. */
    void goOn() {
        batch.put("},\"finish_reason\":null").put(after);
        sendIfLong();
    }

    /** Ends it, and the choice. */
    void finish(Members rest) {
        batch.put('}');
        rest.writeTo(batch);
        batch.put(after);
        sendIfLong();
    }

    void usage(Raw usage) {
        batch.put(before).put("],\"usage\":");
        usage.writeTo(batch);
        batch.put("}\n\n");
    }

    private void sendIfLong() {
        if (batch.size() >= BATCH) {
            batches.add(batch.toBytes());
            batch = new Buffer(BATCH + 1024);
        }
    }

    List<byte[]> done() {
        batches.add(batch.put("data: [DONE]\n\n").toBytes());
        return batches;
    }
}
