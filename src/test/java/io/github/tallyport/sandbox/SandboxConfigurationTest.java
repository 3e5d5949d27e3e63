package io.github.tallyport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.catalogue.Target;
import io.github.tallyport.catalogue.TargetOverride;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class SandboxConfigurationTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Properties.class, SandboxConfiguration.class);

    @Test
    void outside_the_profile_there_is_no_simulator() {
        runner.run(context -> assertThat(context).doesNotHaveBean(SandboxUpstream.class));
    }

    @Test
    void in_the_profile_every_target_is_the_simulator_even_one_with_keys() {
        runner.withPropertyValues("spring.profiles.active=sandbox").run(context -> {
            Target real = new Target("wcode", URI.create("https://provider.example/v1"), List.of("paid"), "m", 3);
            Target sent = context.getBean(TargetOverride.class).apply(real);
            URI simulator = context.getBean(SandboxUpstream.class).baseUrl();
            assertThat(sent).isEqualTo(new Target("wcode", simulator, List.of(SandboxUpstream.KEY), "m", 3));
        });
    }

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

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SandboxProperties.class)
    static class Properties {}
}
