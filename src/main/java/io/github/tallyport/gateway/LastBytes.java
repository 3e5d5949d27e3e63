package io.github.tallyport.gateway;

/** What has to be done before the last bytes of a stream go out. Called on the thread that brings them. */
interface LastBytes {
    /** Whether the bytes at hand are the last ones. */
    boolean reached();

    /** Settles the request, and hands on as soon as that is recorded. */
    void settled(Runnable handOn);
}
