package io.github.tallyport.cache;

/**
 * What an answer is remembered under. All of it is compared, not only a hash of it.
 *
 * @param model the catalogue's id, and what stands behind it at present
 * @param digest over everything else of the key and the request's canonical form; or over the Idempotency-Key
 */
public record CacheKey(Sharing sharing, String model, String revision, Digest digest) {
    /** In one word; what the request says is not in it. */
    public String text() {
        return sharing.text() + "|" + model + "|" + revision + "|" + digest;
    }

    @Override
    public String toString() {
        return text();
    }
}
