package io.github.tallyport.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CacheConfiguration {
    private static final int WAITING = 1000;

    /** Makes documents of streams; when too many wait, whoever brings one makes it. */
    @Bean(destroyMethod = "shutdown")
    ThreadPoolExecutor answerFiling() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("answer-filing").daemon().factory(),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    @Bean
    Cache cache(CacheProperties properties, ThreadPoolExecutor answerFiling, ObjectProvider<Clock> clock) {
        Ticker ticker = Ticker.systemTicker();
        return new Cache(
                properties,
                new Shelf(properties.maxSize().toBytes(), properties.ttl(), ticker),
                new Shelf(properties.onceMaxSize().toBytes(), properties.onceFor(), ticker),
                answerFiling,
                clock.getIfAvailable(Clock::systemUTC));
    }
}
