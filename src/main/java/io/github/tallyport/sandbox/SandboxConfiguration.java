package io.github.tallyport.sandbox;

import io.github.tallyport.access.Callers;
import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.catalogue.Target;
import io.github.tallyport.catalogue.TargetOverride;
import io.github.tallyport.operators.OperatorKey;
import io.github.tallyport.storage.DataDirectory;
import io.github.tallyport.storage.SecretFile;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.Tenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SandboxProperties.class)
@Profile("sandbox")
class SandboxConfiguration {
    @Bean(destroyMethod = "close")
    SandboxUpstream sandboxUpstream(SandboxProperties properties) {
        return new SandboxUpstream(properties, Clock.systemUTC(), new Random(), Schedulers.parallel());
    }

    @Bean
    TargetOverride everyTargetIsTheSandbox(SandboxUpstream sandbox) {
        return target -> new Target(
                target.name(),
                sandbox.baseUrl(),
                List.of(SandboxUpstream.KEY),
                target.model(),
                target.priority(),
                true);
    }

    @Bean
    DemoKey demoKey(DataDirectory directory, Tenants tenants, Keys keys, Callers callers) {
        return DemoKey.kept(new SecretFile(directory, "sandbox-key"), tenants, keys, callers);
    }

    @Bean
    OperatorKey demoOperator(DataDirectory directory) {
        return DemoOperator.kept(new SecretFile(directory, "sandbox-admin-key"), new SecureRandom());
    }

    @Bean
    Welcome welcome(DemoKey key, OperatorKey operator, Catalogue catalogue) {
        return new Welcome(key, operator, catalogue);
    }
}
