package io.github.tallyport.ledger;

/**
 * How long a request took, in nanoseconds since its head arrived.
 *
 * @param total to its end
 * @param firstByte to the first byte of the answer, or -1
 * @param upstreamHead from its sending to the provider's response head, or -1
 */
public record Times(long total, long firstByte, long upstreamHead) {
    /** Of a request of which nothing more was heard. */
    public static final Times UNKNOWN = new Times(0, -1, -1);
}
