package io.github.tallyport.quota;

import io.github.tallyport.redis.Redis;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadPoolExecutor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplicaProperties.class)
@Conditional(ReplicaWanted.class)
class ReplicaConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    Replica quotaReplica(
            Redis redis,
            ReplicaProperties shared,
            QuotaProperties properties,
            ObjectProvider<Spent> spent,
            @Qualifier("ledgerThreads") ThreadPoolExecutor ledgerThreads,
            ObjectProvider<Clock> clock) {
        return new Replica(
                UUID.randomUUID().toString(),
                redis,
                shared.terms(properties.longestRequest()),
                shared.withoutRedis(),
                new Replica.Ledger(
                        (tenant, budget) -> spent.getObject().in(tenant, budget),
                        ledgerThreads,
                        properties.ledgerTimeout()),
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Watched sharedQuota(Replica replica, ObjectProvider<Clock> clock) {
        return new Watched(replica.quota(), clock.getIfAvailable(Clock::systemUTC));
    }
}
