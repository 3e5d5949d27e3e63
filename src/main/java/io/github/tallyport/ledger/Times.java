package io.github.tallyport.ledger;

/**
 * How long a request took, in nanoseconds since its head arrived.
 *
 * @param total to its end
 * @param firstByte to the first byte of the answer, or -1
 * @param upstreamHead from its sending to the provider's response head, or -1
 * @param upstream from its sending to the end of the provider's answer, or -1 when it was not sent, or is read from a record,
 *     where this is not kept
 */
public record Times(long total, long firstByte, long upstreamHead, long upstream) {
    /** Of a request of which nothing more was heard. */
    public static final Times UNKNOWN = new Times(0, -1, -1);

    /** As records have it. */
    public Times(long total, long firstByte, long upstreamHead) {
        this(total, firstByte, upstreamHead, -1);
    }

    /** What the gateway took itself: all of it but the provider's time. */
    public long own() {
        return upstream < 0 ? total : Math.max(0, total - upstream);
    }
}
