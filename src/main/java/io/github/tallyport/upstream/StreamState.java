package io.github.tallyport.upstream;

/** How far a stream is. */
enum StreamState {
    RELAYING,
    /** The client has everything; the rest of the response is thrown away. */
    RESTING,
    CLOSED
}
