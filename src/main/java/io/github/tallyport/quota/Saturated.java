package io.github.tallyport.quota;

/** Sums and products of what is 0 or more: {@link Long#MAX_VALUE} for all that would be beyond it, and fits no limit. */
final class Saturated {
    private Saturated() {}

    static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    static long product(long one, long other) {
        long low = one * other;
        return Math.multiplyHigh(one, other) != 0 || low < 0 ? Long.MAX_VALUE : low;
    }
}
