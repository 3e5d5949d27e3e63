package io.github.tallyport.tenancy;

/**
 * A key whose newest secret was just made: the only moment it can be seen.
 *
 * @param secret the whole text a client sends
 */
public record IssuedKey(Key key, String secret) {
    public String id() {
        return key.id();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return key.redacted();
    }
}
