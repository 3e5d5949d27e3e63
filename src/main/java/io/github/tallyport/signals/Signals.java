package io.github.tallyport.signals;

/**
 * Best effort, in both directions, within milliseconds where replicas share a Redis and never where they do not. Thread-safe;
 * no call blocks or fails.
 */
public interface Signals {
    /** Where replicas share no Redis: everybody polls. */
    Signals NONE = new NoSignals();

    /** To every replica, this one included. */
    void send(String topic);

    /**
     * Calls back for every signal of a topic, and whenever signals may have been missed. On a thread that many share: hand
     * the work over and return.
     */
    Subscription on(String topic, Runnable heard);

    /** Ends when it is closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
