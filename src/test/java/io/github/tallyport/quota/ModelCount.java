package io.github.tallyport.quota;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;

/** What one name of a {@link QuotaModel} has counted. */
final class ModelCount {
    /** Sixty-thousandths of a rate that are used. */
    BigInteger parts = ZERO;

    long at;
    BigInteger perMinute = ONE;
    final Set<Object> leases = new HashSet<>();
    BigInteger spent = ZERO;
    BigInteger reserved = ZERO;

    void refill(long now) {
        if (now > at) {
            BigInteger refilled = BigInteger.valueOf(now - at).multiply(perMinute);
            parts = parts.subtract(refilled).max(ZERO);
            at = now;
        }
    }

    static BigInteger ceiling(BigInteger number, BigInteger divisor) {
        BigInteger[] parts = number.divideAndRemainder(divisor);
        return parts[1].signum() > 0 ? parts[0].add(ONE) : parts[0];
    }
}
