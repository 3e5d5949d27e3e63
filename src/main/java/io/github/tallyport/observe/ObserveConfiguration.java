package io.github.tallyport.observe;

import io.github.tallyport.access.Callers;
import io.github.tallyport.access.PropagationListener;
import io.github.tallyport.books.Shipper;
import io.github.tallyport.cache.Cache;
import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.journal.JournalCondition;
import io.github.tallyport.ledger.ReceiptListener;
import io.github.tallyport.ledger.Settlements;
import io.github.tallyport.quota.Holdings;
import io.github.tallyport.quota.LimitWatch;
import io.github.tallyport.quota.QuotaMode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.micrometer.core.instrument.binder.netty4.NettyAllocatorMetrics;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ObserveProperties.class)
class ObserveConfiguration {
    @Bean
    @ConditionalOnBooleanProperty(name = "tallyport.observe.access-log", matchIfMissing = true)
    AccessLog accessLog(Environment environment, ObserveProperties properties) {
        return new AccessLog(environment, properties.refusals(), System.out);
    }

    @Bean
    ReceiptListener requestMeters(MeterRegistry registry) {
        return new RequestMeters(registry);
    }

    @Bean
    ReceiptListener usageMeters(MeterRegistry registry) {
        return new UsageMeters(registry);
    }

    @Bean
    ReceiptListener genAiMeters(MeterRegistry registry) {
        return new GenAiMeters(registry);
    }

    @Bean
    PropagationListener keyPropagation(MeterRegistry registry) {
        return new KeyPropagation(registry);
    }

    @Bean
    MeterBinder ledgerMeters(JournalCondition journal, Shipper shipper, Settlements settlements) {
        return new LedgerMeters(journal, shipper, settlements);
    }

    @Bean
    TargetMeters targetMeters(Catalogue catalogue) {
        return new TargetMeters(catalogue, System::nanoTime);
    }

    @Bean
    MeterBinder keyMeters(Callers callers) {
        return registry -> callers.caches()
                .forEach((name, cache) -> CaffeineCacheMetrics.monitor(registry, cache, name, Tags.empty()));
    }

    @Bean
    MeterBinder answerMeters(Cache cache) {
        return new AnswerMeters(cache);
    }

    /** What Netty has taken of the memory, for both ports and all providers. */
    @Bean
    MeterBinder bufferMeters() {
        return new NettyAllocatorMetrics((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT);
    }

    @Bean(destroyMethod = "close")
    QuotaMeters quotaMeters(Holdings holdings) {
        return new QuotaMeters(holdings);
    }

    @Bean(destroyMethod = "close")
    LimitMeters limitMeters(LimitWatch limits) {
        return new LimitMeters(limits);
    }

    /** Its name makes it the component {@code quota}. */
    @Bean
    QuotaModeMeters quotaHealthIndicator(ObjectProvider<QuotaMode> shared) {
        return new QuotaModeMeters(shared.getIfAvailable());
    }

    /** Its name makes it the component {@code journal}. */
    @Bean
    HealthIndicator journalHealthIndicator(JournalCondition journal) {
        return new JournalHealth(journal);
    }
}
