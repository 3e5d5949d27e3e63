package io.github.tallyport.observe;

import io.github.tallyport.access.PropagationListener;
import io.github.tallyport.books.Shipper;
import io.github.tallyport.journal.JournalCondition;
import io.github.tallyport.ledger.ReceiptListener;
import io.github.tallyport.ledger.Settlements;
import io.github.tallyport.quota.Holdings;
import io.github.tallyport.quota.LimitWatch;
import io.github.tallyport.quota.QuotaMode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ObserveConfiguration {
    @Bean
    @ConditionalOnBooleanProperty(name = "tallyport.observe.access-log", matchIfMissing = true)
    ReceiptListener accessLog() {
        return new AccessLog();
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
