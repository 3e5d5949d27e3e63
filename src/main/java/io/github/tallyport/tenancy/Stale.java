package io.github.tallyport.tenancy;

/**
 * Somebody else changed it since it was read: read it again and decide again. A transaction around the call that failed can
 * no longer be committed. Expected, so it has no stack trace.
 */
public final class Stale extends RuntimeException {
    Stale(String what, long version) {
        super(what + " has no longer version " + version, null, false, false);
    }
}
