package io.github.tallyport.fault;

import java.time.Duration;

/**
 * Durations as Go writes them, such as {@code 12ms}, {@code 59.7s} and {@code 1h0m0s}: clients read OpenAI's headers with Go's
 * own parser, to which a bare number is nothing.
 */
public final class GoDuration {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private GoDuration() {}

    /** Rounded up to the millisecond; {@code 0s} for nothing, and for what is less. */
    public static String of(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            return "0s";
        }
        long millis = duration.plusNanos(NANOS_PER_MILLI - 1).toMillis();
        if (millis < 1000) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        StringBuilder written = new StringBuilder();
        if (seconds >= 3600) {
            written.append(seconds / 3600).append('h');
        }
        if (seconds >= 60) {
            written.append(seconds / 60 % 60).append('m');
        }
        return written.append(seconds % 60)
                .append(fraction(millis % 1000))
                .append('s')
                .toString();
    }

    private static String fraction(long millis) {
        if (millis == 0) {
            return "";
        }
        String digits = String.valueOf(1000 + millis).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return "." + digits.substring(0, end);
    }
}
