package io.github.tallyport.signals;

/** Sends nothing, and hears nothing. */
final class NoSignals implements Signals {
    @Override
    public void send(String topic) {}

    @Override
    public Subscription on(String topic, Runnable heard) {
        return () -> {};
    }
}
