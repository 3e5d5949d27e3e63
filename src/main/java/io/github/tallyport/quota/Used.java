package io.github.tallyport.quota;

/**
 * What a request came to.
 *
 * @param tokens of prompt and answer, 0 or more; may be more than was reserved
 * @param cost nano-yuan, 0 or more; may be more than was reserved
 */
public record Used(long tokens, long cost) {
    /** Of a request that was given up before a provider did anything: the request itself still counts. */
    public static final Used NOTHING = new Used(0, 0);
}
