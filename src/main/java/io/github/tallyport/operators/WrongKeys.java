package io.github.tallyport.operators;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * How often an address was wrong of late: ten times in a row, then once every six seconds. Guessing 32 characters is hopeless
 * anyway; this keeps it from being tried at full speed, and says so in the answers.
 *
 * <p>Kept for each address is the moment at which all its wrong keys are forgiven. Whoever has an IPv6 network has as many
 * addresses as it likes: its first 64 bits count as one.
 */
final class WrongKeys {
    private static final long ONE_BACK = Duration.ofSeconds(6).toNanos();
    private static final int IN_A_ROW = 10;
    private static final int NETWORK = 8;
    private static final int ADDRESSES = 10_000;

    private final LongSupplier nanoTime;
    private final Cache<ByteBuffer, Long> forgivenAt = Caffeine.newBuilder()
            .maximumSize(ADDRESSES)
            .expireAfterWrite(Duration.ofNanos(IN_A_ROW * ONE_BACK))
            .build();

    WrongKeys(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How long this address must wait before a key of its is looked at; zero or less when it need not. */
    Duration pause(InetAddress from) {
        Long forgiven = forgivenAt.getIfPresent(place(from));
        return forgiven == null
                ? Duration.ZERO
                : Duration.ofNanos(forgiven - nanoTime.getAsLong() - (IN_A_ROW - 1) * ONE_BACK);
    }

    void another(InetAddress from) {
        long now = nanoTime.getAsLong();
        forgivenAt.asMap().merge(place(from), now + ONE_BACK, (until, _) -> Math.max(until - now, 0) + now + ONE_BACK);
    }

    private static ByteBuffer place(InetAddress from) {
        byte[] address = from.getAddress();
        return ByteBuffer.wrap(from instanceof Inet6Address ? Arrays.copyOf(address, NETWORK) : address);
    }
}
