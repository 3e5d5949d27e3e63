package io.github.tallyport.access;

/**
 * A key just made: the only moment its secret can be seen.
 *
 * @param id public; part of the secret's text
 * @param secret the whole text a client sends
 * @param redacted what may be shown later
 */
public record IssuedKey(String id, String secret, String redacted) {
    /** Without the secret. */
    @Override
    public String toString() {
        return redacted;
    }
}
