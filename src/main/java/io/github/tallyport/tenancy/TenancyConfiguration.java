package io.github.tallyport.tenancy;

import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.fault.MissingSetting;
import io.github.tallyport.fault.Requirement;
import io.github.tallyport.signals.Signals;
import io.github.tallyport.storage.DataDirectory;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TenancyProperties.class)
class TenancyConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(TenancyConfiguration.class);

    @Bean
    @Profile("!sandbox")
    Requirement keyPepper(TenancyProperties properties) {
        return () -> properties.keyPepper().length() >= Pepper.SHORTEST
                ? Optional.empty()
                : Optional.of(new MissingSetting(
                        "TALLYPORT_KEY_PEPPER",
                        "a secret of at least " + Pepper.SHORTEST
                                + " characters that keys are hashed with, the same on every replica and for ever"));
    }

    /** Reads what is declared, so that what is wrong in it is said before anything is opened. */
    @Bean
    @Profile("!sandbox")
    Requirement declaredTenants(Declared declared) {
        return Optional::empty;
    }

    @Bean
    @Profile("!sandbox")
    Pepper pepper(TenancyProperties properties) {
        return new Pepper(properties.keyPepper());
    }

    @Bean
    @Profile("sandbox")
    Pepper sandboxPepper(TenancyProperties properties, DataDirectory directory) {
        return properties.keyPepper().isEmpty()
                ? new PepperFile(directory).pepper()
                : new Pepper(properties.keyPepper());
    }

    @Bean
    Declared declared(Environment environment, Catalogue catalogue) {
        return Declarations.read(
                Binder.get(environment),
                id -> catalogue.models().stream().anyMatch(model -> model.id().equals(id)));
    }

    @Bean
    Tenancy tenancy(
            Declared declared,
            NamedParameterJdbcOperations jdbc,
            TransactionOperations transactions,
            Pepper pepper,
            Signals signals,
            ObjectProvider<Clock> clock) {
        Tenancy tenancy = Tenancy.over(
                jdbc,
                transactions,
                declared,
                pepper,
                signals,
                new SecureRandom(),
                clock.getIfAvailable(Clock::systemUTC));
        List<String> hidden = tenancy.tenants().hidden();
        if (!hidden.isEmpty()) {
            LOG.warn("Tenants are both declared and stored; what is declared counts: {}", hidden);
        }
        return tenancy;
    }

    @Bean
    Tenants tenants(Tenancy tenancy) {
        return tenancy.tenants();
    }

    @Bean
    Keys keys(Tenancy tenancy) {
        return tenancy.keys();
    }

    @Bean
    Secrets secrets(Tenancy tenancy) {
        return tenancy.secrets();
    }
}
