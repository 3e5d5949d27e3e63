package io.github.tallyport.cache;

import io.github.tallyport.catalogue.Caching;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What answers are remembered, for how long, and in how much memory.
 *
 * @param requests which may be answered so, where neither tenant nor model says it
 * @param sharedBy who shares an answer
 * @param toolCalls whether answers that call tools are kept
 * @param maxSize of all answers in this process
 * @param maxAnswer of one, and of what is held for those who wait for the same
 * @param onceFor how long an Idempotency-Key names one answer
 * @param onceMaxSize of all answers that are kept for that
 * @param chargedPercent of its price that an answer costs whoever did not have it asked for, 0 to 100
 * @param redisTimeout how long Redis is waited for, where there is one; then an answer is not there
 */
@ConfigurationProperties("tallyport.cache")
record CacheProperties(
        @DefaultValue("deterministic") Caching requests,
        @DefaultValue("tenant") SharedBy sharedBy,
        @DefaultValue("false") boolean toolCalls,
        @DefaultValue("1h") Duration ttl,
        @DefaultValue("64MB") DataSize maxSize,
        @DefaultValue("256KB") DataSize maxAnswer,
        @DefaultValue("24h") Duration onceFor,
        @DefaultValue("32MB") DataSize onceMaxSize,
        @DefaultValue("0") int chargedPercent,
        @DefaultValue("20ms") Duration redisTimeout) {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final DataSize LARGEST = DataSize.ofMegabytes(16);

    /** Who shares an answer. */
    enum SharedBy {
        TENANT,
        KEY,
        /** All tenants: by the operator's explicit word only. */
        GLOBAL
    }

    CacheProperties {
        require(requests != Caching.USUAL, "requests", "it is deterministic, all or off");
        require(isLong(ttl), "ttl", "it is 1s to 30d");
        require(isLong(onceFor), "once-for", "it is 1s to 30d");
        require(
                redisTimeout.compareTo(Duration.ofMillis(1)) >= 0 && redisTimeout.compareTo(Duration.ofSeconds(1)) <= 0,
                "redis-timeout",
                "it is 1ms to 1s");
        require(chargedPercent >= 0 && chargedPercent <= 100, "charged-percent", "it is 0 to 100");
        require(!maxSize.isNegative(), "max-size", "it is 0 or more");
        require(!onceMaxSize.isNegative(), "once-max-size", "it is 0 or more");
        require(maxAnswer.toBytes() >= 1024 && maxAnswer.compareTo(LARGEST) <= 0, "max-answer", "it is 1KB to 16MB");
    }

    private static boolean isLong(Duration time) {
        return time.compareTo(Duration.ofSeconds(1)) >= 0 && time.compareTo(LONGEST) <= 0;
    }

    private static void require(boolean good, String name, String what) {
        if (!good) {
            throw new IllegalArgumentException("tallyport.cache." + name + ": " + what);
        }
    }
}
