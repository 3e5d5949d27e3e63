package io.github.tallyport.signals;

import io.github.tallyport.redis.Redis;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Signals by Redis as the gateway has them. */
public final class OpenSignals implements Signals, AutoCloseable {
    private final CountDownLatch heard = new CountDownLatch(1);
    private final RedisSignals signals;

    private OpenSignals(RedisSignals signals) {
        this.signals = signals;
    }

    public static OpenSignals over(Redis redis) {
        OpenSignals open = new OpenSignals(new RedisSignals(redis));
        var _ = open.on("begun", open.heard::countDown);
        open.signals.start();
        return open;
    }

    /** Waits until signals are sent and heard. */
    public void connected() {
        try {
            if (!heard.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("no connection within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void send(String topic) {
        signals.send(topic);
    }

    @Override
    public Subscription on(String topic, Runnable heard) {
        return signals.on(topic, heard);
    }

    @Override
    public void close() {
        signals.close();
    }
}
