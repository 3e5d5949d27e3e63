package io.github.tallyport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class SandboxPropertiesTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Bound.class, SandboxConfiguration.class);

    @Test
    void the_defaults_are_these() {
        runner.run(context -> assertThat(context.getBean(SandboxProperties.class))
                .isEqualTo(new SandboxProperties(Duration.ofMillis(80), Duration.ofMillis(15))));
    }

    @Test
    void every_property_arrives() {
        runner.withPropertyValues("tallyport.sandbox.first-token=1s", "tallyport.sandbox.pace=0")
                .run(context -> assertThat(context.getBean(SandboxProperties.class))
                        .isEqualTo(new SandboxProperties(Duration.ofSeconds(1), Duration.ZERO)));
    }

    @Test
    void outside_the_profile_there_is_no_simulator() {
        runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SandboxUpstream.class));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SandboxProperties.class)
    static class Bound {}
}
