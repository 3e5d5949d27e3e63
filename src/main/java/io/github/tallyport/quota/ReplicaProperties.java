package io.github.tallyport.quota;

import io.github.tallyport.fault.WrongSetting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How replicas count together.
 *
 * @param withoutRedis what happens to requests while Redis does not answer
 * @param redisTimeout that a request waits for Redis at most, before it goes on without; 1 ms to 10 s
 * @param lease until what a replica that is gone held is free again, 1 s to 10 min
 */
@ConfigurationProperties("tallyport.quota")
record ReplicaProperties(
        @DefaultValue("local") WithoutRedis withoutRedis,
        @DefaultValue("50ms") Duration redisTimeout,
        @DefaultValue("30s") Duration lease) {

    /**
     * @param longest that a request may take
     * @throws WrongSetting when they cannot be meant
     */
    Terms terms(Duration longest) {
        if (redisTimeout.compareTo(Duration.ofMillis(1)) < 0 || redisTimeout.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new WrongSetting("tallyport.quota.redis-timeout", "must be 1ms to 10s");
        }
        if (lease.compareTo(Duration.ofSeconds(1)) < 0 || lease.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new WrongSetting("tallyport.quota.lease", "must be 1s to 10m");
        }
        return new Terms(lease, longest, redisTimeout, Terms.OF_REDIS);
    }
}
