package io.github.tallyport.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.UpstreamFaults;
import io.github.tallyport.openai.ErrorBody;
import io.github.tallyport.openai.Stretch;
import io.github.tallyport.openai.TokenMeter;
import io.github.tallyport.openai.Usage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A stream as the client gets it: bytes of the provider in, whole events out. Until the first event is out, whatever is
 * wrong is thrown as a refusal and can still become a proper HTTP error; afterwards it becomes the stream's last event.
 * One per stream; not thread-safe.
 */
public final class StreamRelay implements Progress {
    private static final byte[] DATA = "data: ".getBytes(UTF_8);
    private static final byte[] END = "\n\n".getBytes(UTF_8);
    private static final byte[] HEARTBEAT = ": keep-alive\n".getBytes(UTF_8);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);

    private final ByteBufAllocator allocator;
    private final SseScanner scanner;
    private final ChunkEditor editor;
    private final RelayTerms terms;
    private final Completion chunk = new Completion();
    private final TokenMeter said = new TokenMeter();
    private final SameShape shape = new SameShape();
    private final UsageReports reports = new UsageReports();
    private final CompletionReader reader = new CompletionReader(chunk, said);

    private @Nullable ByteBuf out;
    private long given;
    private @Nullable Stretch usageEvent;
    private boolean begun;
    private boolean over;
    private @Nullable Fault fault;
    private @Nullable String finishReason;

    public StreamRelay(RelayTerms terms, ByteBufAllocator allocator) {
        this.terms = terms;
        this.allocator = allocator;
        this.scanner = new SseScanner(terms.maxEvent());
        this.editor = new ChunkEditor(terms);
    }

    /** Takes what came, and gives what the client may have now, or null. The caller keeps {@code in} and owns the result. */
    public @Nullable ByteBuf feed(ByteBuf in) {
        try {
            scanner.feed(in, this::event);
        } catch (SseScanner.TooLong e) {
            fail(UpstreamFaults.broken("an event of its stream is longer than " + terms.maxEvent() + " bytes"));
        }
        return taken();
    }

    /** The provider has closed its stream. */
    public @Nullable ByteBuf end() {
        scanner.end(this::event);
        if (!over) {
            complete();
        }
        return taken();
    }

    /** Something broke the stream from outside: a reset, a time-out. */
    public @Nullable ByteBuf broken(Fault why) {
        if (!over) {
            if (finishReason == null) {
                fail(why);
            } else {
                complete();
            }
        }
        return taken();
    }

    /** A comment that keeps the connection alive, with a single newline: with two, some SDKs see an empty event. */
    public ByteBuf heartbeat() {
        begun = true;
        given += HEARTBEAT.length;
        return allocator.buffer(16).writeBytes(HEARTBEAT);
    }

    /** Whether anything was given out: from then on an error is an event. */
    public boolean begun() {
        return begun;
    }

    @Override
    public boolean over() {
        return over;
    }

    /** Whether the model has stopped, so that only its usage is still to come. */
    public boolean finished() {
        return finishReason != null;
    }

    @Override
    public @Nullable Fault fault() {
        return fault;
    }

    @Override
    public @Nullable String finishReason() {
        return finishReason;
    }

    @Override
    public Usage usage() {
        long tokens = said.estimate();
        return reports.usage(terms.estimated(tokens), tokens, finished());
    }

    @Override
    public @Nullable Stretch usageEvent() {
        return usageEvent;
    }

    @Override
    public @Nullable String upstreamCost() {
        return reports.cost();
    }

    private void event(byte[] bytes, int from, int to) {
        if (over || from == to) {
            return;
        }
        int same = finishReason == null ? shape.read(bytes, from, to) : -1;
        if (same >= 0) {
            said.add(shape.content(), 0, same);
            write(bytes, from, to - from);
            return;
        }
        if (isDone(bytes, from, to)) {
            complete();
        } else if (!reader.read(bytes, from, to)) {
            fail(UpstreamFaults.broken("an event of its stream is not JSON"));
        } else if (chunk.error != null) {
            fail(ProviderFaults.ofError(chunk.error));
        } else if (FinishReason.isFailure(chunk.finishReason)) {
            fail(UpstreamFaults.broken("the model broke off"));
        } else {
            chunk(bytes, from, to);
        }
    }

    private void chunk(byte[] bytes, int from, int to) {
        if (finishReason == null && chunk.choices > 0) {
            relay(bytes, from, to);
        }
        if (chunk.usage.present() && reports.take(chunk.usage, said.estimate(), finished()) && terms.includeUsage()) {
            reports.keep(editor.usageWithoutCost(bytes, from, chunk));
        }
    }

    private void relay(byte[] bytes, int from, int to) {
        byte[] edited = editor.edit(bytes, from, to, chunk);
        if (edited == null) {
            write(bytes, from, to - from);
            if (chunk.onlyContent.present() && chunk.choices == 1 && chunk.finishReason == null) {
                shape.remember(bytes, from, to, chunk.onlyContent);
            }
        } else {
            write(edited, 0, edited.length);
        }
        finishReason = chunk.finishReason == null ? null : FinishReason.known(chunk.finishReason);
    }

    private void complete() {
        if (finishReason == null) {
            fail(UpstreamFaults.broken("its stream ended before the answer was complete"));
            return;
        }
        if (terms.includeUsage()) {
            Usage used = usage();
            byte[] given = reports.text(used);
            byte[] text = editor.usageChunk(given == null ? UsageText.of(used).getBytes(UTF_8) : given);
            long from = position();
            write(text, 0, text.length);
            usageEvent = new Stretch(from, position());
        }
        buffer(DONE.length).writeBytes(DONE);
        over = true;
    }

    private void fail(Fault reason) {
        Fault why = terms.discreet().apply(reason);
        fault = why;
        over = true;
        if (!begun && out == null) {
            throw why.refusal();
        }
        byte[] text = ErrorBody.of(why);
        write(text, 0, text.length);
    }

    private void write(byte[] bytes, int from, int length) {
        buffer(length + DATA.length + END.length)
                .writeBytes(DATA)
                .writeBytes(bytes, from, length)
                .writeBytes(END);
    }

    private ByteBuf buffer(int length) {
        ByteBuf current = out;
        if (current == null) {
            current = allocator.buffer(Math.max(length, 256));
            out = current;
        }
        return current;
    }

    private @Nullable ByteBuf taken() {
        ByteBuf ready = out;
        out = null;
        begun |= ready != null;
        given += ready == null ? 0 : ready.readableBytes();
        return ready;
    }

    /** Bytes that come before what is written next. */
    private long position() {
        ByteBuf current = out;
        return given + (current == null ? 0 : current.readableBytes());
    }

    private static boolean isDone(byte[] bytes, int from, int to) {
        return to - from >= 6
                && bytes[from] == '['
                && bytes[from + 1] == 'D'
                && new String(bytes, from, to - from, UTF_8).strip().equals("[DONE]");
    }
}
