package io.github.tallyport.ledger;

import io.github.tallyport.journal.Journal;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
    private static final int WAITING = 65_536;

    @Bean(destroyMethod = "close")
    Settlements settlements(ObjectProvider<ReceiptListener> listeners, Journal journal, ObjectProvider<Clock> clock) {
        return new Settlements(
                listeners.orderedStream().toList(), journal, clock.getIfAvailable(Clock::systemUTC), WAITING);
    }
}
