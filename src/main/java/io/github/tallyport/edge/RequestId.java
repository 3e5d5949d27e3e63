package io.github.tallyport.edge;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Names requests. A client's own name is kept when it is sane, so that its log and ours speak of the same thing; it is then
 * as unique as the client makes it.
 *
 * <p>An own name is {@code req_} and 32 hexadecimal digits: the milliseconds of the clock, 16 random bits of this process, and
 * a counter that begins anywhere, stirred by a bijection so that nobody reads from it how many others ask. It cannot repeat
 * within a process, costs an increment and not a call of the system's random numbers, and as later names are greater, an index
 * of them grows at its end.
 */
public final class RequestId {
    public static final String HEADER = "x-request-id";

    private static final int MAX_LENGTH = 128;
    private static final int MILLIS_DIGITS = 12;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final InstantSource clock;
    private final String process;
    private final AtomicLong counter;

    public RequestId() {
        this(new SecureRandom(), InstantSource.system());
    }

    RequestId(SecureRandom random, InstantSource clock) {
        this.clock = clock;
        process = HexFormat.of().toHexDigits((short) random.nextInt());
        counter = new AtomicLong(random.nextLong());
    }

    /** The client's own when it matches {@code ^[A-Za-z0-9._-]{1,128}$}, else a new one. */
    public String of(@Nullable String given) {
        return given != null && isSane(given) ? given : next();
    }

    public String next() {
        HexFormat hex = HexFormat.of();
        return "req_" + hex.toHexDigits(clock.millis(), MILLIS_DIGITS) + process
                + hex.toHexDigits(stirred(counter.getAndAdd(GOLDEN)));
    }

    private static boolean isSane(String given) {
        if (given.isEmpty() || given.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            boolean sane = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!sane) {
                return false;
            }
        }
        return true;
    }

    /** SplitMix64's finalizer: different in, different out. */
    private static long stirred(long count) {
        long z = (count ^ (count >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
