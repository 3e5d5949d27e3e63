package io.github.tallyport.quota;

import io.github.tallyport.soak.Soak;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

class RedisQuotaCrowdTest extends QuotaCrowdContract {
    @Override
    QuotaHome open(AtomicLong now, Spent spent) {
        return RedisHome.at(now, spent);
    }

    /** Ten thousand on one limit are those of {@link RedisCountingTest}. */
    @Override
    int attempts() {
        return Soak.choose(2_500, 50_000);
    }

    /** Each is another order of the limits. */
    static IntStream seeds() {
        return IntStream.rangeClosed(1, Soak.choose(1, 3));
    }
}
