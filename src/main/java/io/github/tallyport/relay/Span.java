package io.github.tallyport.relay;

/** A stretch of a document, {@code [from, to)}; absent when {@code from < 0}. Mutable, and reused for every chunk. */
final class Span {
    int from = -1;
    int to = -1;

    void set(int from, int to) {
        this.from = from;
        this.to = to;
    }

    void clear() {
        from = -1;
        to = -1;
    }

    boolean present() {
        return from >= 0;
    }
}
