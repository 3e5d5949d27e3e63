package io.github.tallyport.tenancy;

/** What becomes of the provider's answer when the client leaves: the tenant's explicit choice. */
public enum OnDisconnect {
    /** The provider is told to stop; what it had already made is estimated where it is not reported. */
    CANCEL,
    /** The answer is read to its end, so that the usage is the provider's own. */
    DRAIN
}
