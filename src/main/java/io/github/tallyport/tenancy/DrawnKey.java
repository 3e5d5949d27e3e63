package io.github.tallyport.tenancy;

/**
 * A secret that belongs to nobody yet.
 *
 * @param secret the whole text a client would send
 */
public record DrawnKey(HashedKey key, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return key.redacted();
    }
}
