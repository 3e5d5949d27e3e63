package io.github.tallyport.quota;

import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuotaProperties.class)
class QuotaConfiguration {
    /** At midnight, every budget of a day that is used in that moment. */
    private static final int QUESTIONS_WAITING = 10_000;

    @Bean(defaultCandidate = false, destroyMethod = "shutdownNow")
    ThreadPoolExecutor ledgerThreads(QuotaProperties properties) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                properties.ledgerQuestions(),
                properties.ledgerQuestions(),
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(QUESTIONS_WAITING),
                Thread.ofPlatform().daemon().name("quota-ledger-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Unless there is another home. */
    @Bean
    @Fallback
    MemoryQuota memoryQuota(
            ObjectProvider<Spent> spent,
            @Qualifier("ledgerThreads") ThreadPoolExecutor ledgerThreads,
            QuotaProperties properties,
            ObjectProvider<Clock> clock) {
        return new MemoryQuota(
                new Inquiries((tenant, budget) -> spent.getObject().in(tenant, budget), ledgerThreads),
                properties.ledgerTimeout(),
                properties.longestRequest(),
                clock.getIfAvailable(Clock::systemUTC));
    }

    /** Whichever home there is. */
    @Bean
    @Primary
    Noted notedQuota(ObjectProvider<Watched> shared, MemoryQuota memory, ObjectProvider<Clock> clock) {
        Quota home = shared.getIfAvailable();
        return new Noted(home == null ? memory : home, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Sweeping quotaSweeping(MemoryQuota quota, QuotaProperties properties) {
        return new Sweeping(quota::sweep, properties.sweep());
    }
}
