package io.github.tallyport.access;

import io.github.tallyport.fault.MissingSetting;
import io.github.tallyport.fault.Requirement;
import io.github.tallyport.storage.DataDirectory;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    @Bean
    @Profile("!sandbox")
    Requirement keyPepper(AccessProperties properties) {
        return () -> properties.keyPepper().length() >= Pepper.SHORTEST
                ? Optional.empty()
                : Optional.of(new MissingSetting(
                        "TALLYPORT_KEY_PEPPER",
                        "a secret of at least " + Pepper.SHORTEST
                                + " characters that keys are hashed with, the same on every replica and for ever"));
    }

    @Bean
    @Profile("!sandbox")
    Pepper pepper(AccessProperties properties) {
        return new Pepper(properties.keyPepper());
    }

    @Bean
    @Profile("sandbox")
    Pepper sandboxPepper(AccessProperties properties, DataDirectory directory) {
        return properties.keyPepper().isEmpty()
                ? new PepperFile(directory).pepper()
                : new Pepper(properties.keyPepper());
    }

    @Bean
    ChangeLog changeLog(JdbcClient jdbc, ObjectProvider<Clock> clock) {
        return new ChangeLog(jdbc, now(clock));
    }

    @Bean
    Tenants tenants(
            JdbcClient jdbc, TransactionOperations transactions, ChangeLog changes, ObjectProvider<Clock> clock) {
        return new Tenants(jdbc, transactions, changes, now(clock));
    }

    @Bean
    Keys keys(
            JdbcClient jdbc,
            TransactionOperations transactions,
            ChangeLog changes,
            Pepper pepper,
            ObjectProvider<Clock> clock) {
        return new Keys(jdbc, transactions, changes, pepper, new SecureRandom(), now(clock));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Callers callers(JdbcClient jdbc, Pepper pepper, AccessProperties properties, ObjectProvider<Clock> clock) {
        return Callers.over(jdbc, pepper, properties.keys(), now(clock));
    }

    private static Clock now(ObjectProvider<Clock> clock) {
        return clock.getIfAvailable(Clock::systemUTC);
    }
}
