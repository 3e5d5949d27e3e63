package io.github.tallyport.fault;

/** Whose doing it is that a request was not answered. */
public enum Blame {
    /** The request, or the key it came with. */
    CLIENT,
    /** This gateway: overloaded, draining, or at fault. */
    GATEWAY,
    /** The provider behind it. */
    UPSTREAM
}
