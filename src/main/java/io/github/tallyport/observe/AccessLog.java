package io.github.tallyport.observe;

import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.ReceiptListener;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * One line per request. Lines wait in a bounded queue for a thread of their own, which writes them in batches, each whole: a
 * standard output that nobody reads must not hold up meters, let alone requests. What finds no room is counted.
 */
final class AccessLog implements ReceiptListener, MeterBinder, AutoCloseable {
    static final int WAITING = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(AccessLine.LOGGER);
    private static final int BATCH = 512;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATIENCE_MILLIS = 3_000;

    private final BlockingQueue<Receipt> waiting = new ArrayBlockingQueue<>(WAITING);
    private final LongAdder storm = new LongAdder();
    private final LongAdder noRoom = new LongAdder();
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
    private final AccessLines lines;
    private final PerSecond refusals;
    private final OutputStream out;
    private final Thread writer;
    private volatile boolean closing;

    AccessLog(Environment environment, PerSecond refusals, OutputStream out) {
        this.refusals = refusals;
        this.out = out;
        this.lines = AccessLines.of(environment);
        this.writer = Thread.ofPlatform().name("access-log").daemon().start(this::run);
    }

    @Override
    public void settled(Receipt receipt) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        if (receipt.ending() == Ending.REFUSED && !refusals.take(System.nanoTime())) {
            storm.increment();
        } else if (!waiting.offer(receipt)) {
            noRoom.increment();
        }
    }

    private void run() {
        while (!closing) {
            write();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        write();
    }

    private void write() {
        for (int taken = batch(); taken > 0; taken = batch()) {
            try {
                batch.writeTo(out);
                out.flush();
            } catch (IOException e) {
                noRoom.add(taken);
            }
        }
    }

    /** Gathers what waits, so much at a time; how many lines. */
    private int batch() {
        batch.reset();
        int taken = 0;
        for (Receipt next = waiting.poll(); next != null; next = taken < BATCH ? waiting.poll() : null) {
            lines.write(next, batch);
            taken++;
        }
        return taken;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        leftOut(registry, "storm", storm);
        leftOut(registry, "no_room", noRoom);
    }

    private static void leftOut(MeterRegistry registry, String why, LongAdder lines) {
        FunctionCounter.builder("tallyport.access.log.left.out", lines, LongAdder::sum)
                .description(
                        "Lines missing in the access log: refusals beyond so many a second, or none wrote them in time")
                .tag("why", why)
                .register(registry);
    }

    /** Writes what waits, if somebody still takes it. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(writer);
        try {
            writer.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
