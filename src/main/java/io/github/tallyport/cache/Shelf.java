package io.github.tallyport.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Answers in the memory of this process, bounded by what they really take of it. Thread-safe. */
final class Shelf {
    private final Cache<CacheKey, KeptAnswer> answers;

    Shelf(long maxBytes, Duration ttl, Ticker ticker, InstantSource clock) {
        answers = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(maxBytes)
                .weigher((CacheKey _, KeptAnswer answer) -> answer.weight())
                .expireAfter(Expiry.creating((CacheKey _, KeptAnswer answer) ->
                        ttl.minusMillis(Math.max(0, clock.millis() - answer.since()))))
                .ticker(ticker)
                .recordStats()
                .build();
    }

    @Nullable
    KeptAnswer find(CacheKey key) {
        KeptAnswer answer = answers.getIfPresent(key);
        return answer != null && answer.key().equals(key) ? answer : null;
    }

    void put(KeptAnswer answer) {
        answers.put(answer.key(), answer);
    }

    /** @param tenant null for all */
    void forget(@Nullable String tenant) {
        if (tenant == null) {
            answers.invalidateAll();
        } else {
            answers.asMap().keySet().removeIf(key -> key.sharing().concerns(tenant));
        }
    }

    Cache<CacheKey, KeptAnswer> cache() {
        return answers;
    }
}
