package io.github.tallyport.upstream;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a provider asks to wait; seconds or milliseconds. Dates are not honoured: their clock is not ours. */
final class RetryAfter {
    private static final long MAX_MILLIS = 3_600_000;

    private RetryAfter() {}

    static @Nullable Duration of(HttpHeaders headers) {
        Duration exact = parse(headers.get("retry-after-ms"), 1);
        return exact == null ? parse(headers.get("retry-after"), 1000) : exact;
    }

    private static @Nullable Duration parse(@Nullable String value, long unitMillis) {
        if (value == null || !value.strip().matches("\\d{1,9}(\\.\\d{1,3})?")) {
            return null;
        }
        String whole = value.strip().replaceFirst("\\..*", "");
        return Duration.ofMillis(Math.min(MAX_MILLIS, Long.parseLong(whole) * unitMillis));
    }
}
