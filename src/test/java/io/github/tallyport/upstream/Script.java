package io.github.tallyport.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a {@link FakeUpstream} does once a request has arrived, at the level of bytes and pauses. Immutable: every step gives
 * a new script, so that a part may be shared. Ready-made answers are in {@link Answers}.
 */
public final class Script {
    /** A wait that a test forgot to end must not hold a thread for ever. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** One thing done to the connection. */
    interface Step {
        void play(Wire wire) throws IOException, InterruptedException;
    }

    private static final Script EMPTY = new Script(List.of());

    private final List<Step> steps;

    private Script(List<Step> steps) {
        this.steps = steps;
    }

    public static Script start() {
        return EMPTY;
    }

    /** Sends the bytes in one write. */
    public Script bytes(byte[] bytes) {
        return and(wire -> wire.send(bytes));
    }

    /** Sends the text as UTF-8 in one write. */
    public Script text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one byte at a time, each in its own segment. */
    public Script slowly(byte[] bytes, Duration gap) {
        return and(wire -> {
            for (byte one : bytes) {
                wire.send(new byte[] {one});
                Thread.sleep(gap);
            }
        });
    }

    /** Sends the bytes cut at the positions, with a gap long enough for each piece to be read alone. */
    public Script cutAt(byte[] bytes, Duration gap, int... positions) {
        Script script = this;
        int from = 0;
        for (int position : positions) {
            script = script.bytes(Arrays.copyOfRange(bytes, from, position)).pause(gap);
            from = position;
        }
        return script.bytes(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    public Script pause(Duration pause) {
        return and(_ -> Thread.sleep(pause));
    }

    /** Waits until the test lets it go on, at most 30 s. */
    public Script await(CountDownLatch latch) {
        return and(_ -> {
            if (!latch.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the test never let the script go on");
            }
        });
    }

    /** Tells the test that the script has come this far. */
    public Script signal(CountDownLatch latch) {
        return and(_ -> latch.countDown());
    }

    /** Sends the bytes again and again until the client leaves. */
    public Script endless(byte[] bytes) {
        return endless(bytes, Duration.ZERO);
    }

    public Script endless(byte[] bytes, Duration gap) {
        return and(wire -> {
            while (wire.isOpen()) {
                wire.send(bytes);
                Thread.sleep(gap);
            }
        });
    }

    /** Closes with a reset, whatever was not read yet. */
    public Script reset() {
        return and(Wire::reset);
    }

    /** Closes in order: the client reads what was sent, then the end. */
    public Script fin() {
        return and(Wire::close);
    }

    /** Sends the end and goes on reading. */
    public Script halfClose() {
        return and(Wire::halfClose);
    }

    /** Does nothing more, and keeps the connection until the client closes it. */
    public Script hang() {
        return and(Wire::awaitClosed);
    }

    public Script then(Script next) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(next.steps);
        return new Script(List.copyOf(all));
    }

    void play(Wire wire) throws IOException, InterruptedException {
        for (Step step : steps) {
            step.play(wire);
        }
    }

    private Script and(Step step) {
        return then(new Script(List.of(step)));
    }
}
