package io.github.tallyport.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.tallyport.redis.Redis;
import io.github.tallyport.signals.Signals;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CacheProperties.class)
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
    Further furtherAnswers(
            CacheProperties properties,
            ObjectProvider<Redis> shared,
            ThreadPoolExecutor answerFiling,
            ObjectProvider<Clock> clock) {
        Redis redis = shared.getIfAvailable();
        if (redis == null) {
            return Further.NONE;
        }
        RedisFurther further = new RedisFurther(
                redis,
                properties.redisTimeout(),
                Math.toIntExact(properties.maxAnswer().toBytes()),
                key -> key.sharing() instanceof Sharing.OfOneRequest ? properties.onceFor() : properties.ttl(),
                answerFiling,
                clock.getIfAvailable(Clock::systemUTC));
        further.start();
        return further;
    }

    @Bean
    Turns cacheTurns(Further furtherAnswers, ThreadPoolExecutor answerFiling) {
        if (!(furtherAnswers instanceof RedisFurther redis)) {
            return Turns.NONE;
        }
        RedisTurns turns = new RedisTurns(redis, answerFiling);
        turns.start();
        return turns;
    }

    @Bean
    Cache cache(
            CacheProperties properties,
            Further furtherAnswers,
            Turns cacheTurns,
            ThreadPoolExecutor answerFiling,
            ObjectProvider<Clock> clock) {
        Clock now = clock.getIfAvailable(Clock::systemUTC);
        Ticker ticker = Ticker.systemTicker();
        return new Cache(
                properties,
                new Shelf(properties.maxSize().toBytes(), properties.ttl(), ticker, now),
                new Shelf(properties.onceMaxSize().toBytes(), properties.onceFor(), ticker, now),
                furtherAnswers,
                cacheTurns,
                answerFiling,
                now);
    }

    @Bean
    Purges cachePurges(JdbcClient jdbc, Signals signals, Cache cache) {
        Purges purges = new Purges(jdbc, signals, cache);
        purges.start();
        return purges;
    }
}
