package io.github.tallyport.cache;

/** What brings a flight's answer. Neither call blocks; both may come from any thread. */
public interface Engine {
    /** A piece more is wanted: one, however often it was asked since the last. */
    void more();

    /** Nobody wants any more of it. */
    void stop();
}
