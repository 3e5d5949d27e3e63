package io.github.tallyport.signals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Signals that a test sends by hand, and that show what was sent. */
public final class HandSignals implements Signals {
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<Runnable> hearers = new CopyOnWriteArrayList<>();

    @Override
    public void send(String topic) {
        sent.add(topic);
    }

    @Override
    public Subscription on(String topic, Runnable heard) {
        hearers.add(heard);
        return () -> hearers.remove(heard);
    }

    public List<String> sent() {
        return sent;
    }

    /** To all hearers, of every topic. */
    public void deliver() {
        hearers.forEach(Runnable::run);
    }
}
