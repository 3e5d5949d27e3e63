package io.github.tallyport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.access.Caller;
import io.github.tallyport.access.Callers;
import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.tenancy.Keys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

class DemoKeyTest {
    @TempDir
    Path data;

    @Test
    void the_key_belongs_to_the_demo_tenant_and_its_file_to_its_owner() {
        start(context -> {
            String key = key(context);
            assertThat(caller(context, key).tenant()).isEqualTo("demo");
            assertThat(file()).content().isEqualTo(key + "\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
            assertThat(context.getBean(DemoKey.class).toString()).doesNotContain(key);
        });
    }

    @Test
    void every_start_finds_the_same_key() throws IOException {
        start(context -> assertThat(key(context)).isNotEmpty());
        String first = kept();
        start(context -> {
            assertThat(key(context)).isEqualTo(first);
            assertThat(caller(context, first).tenant()).isEqualTo("demo");
        });
    }

    @Test
    void a_database_that_does_not_know_the_key_gets_a_new_one() throws IOException {
        start(context -> assertThat(key(context)).isNotEmpty());
        String first = kept();
        try (DirectoryStream<Path> database = Files.newDirectoryStream(data, "tallyport.db*")) {
            for (Path file : database) {
                Files.delete(file);
            }
        }
        start(context -> {
            assertThat(key(context)).isNotEqualTo(first).isEqualTo(kept());
            assertThat(caller(context, kept()).tenant()).isEqualTo("demo");
        });
    }

    @Test
    void a_key_that_was_disabled_stays_disabled() throws IOException {
        start(context -> assertThat(context.getBean(Keys.class)
                        .disable(caller(context, key(context)).key())
                        .disabledAt())
                .isNotNull());
        String first = kept();
        start(context -> {
            assertThat(key(context)).isEqualTo(first);
            assertThatThrownBy(() -> caller(context, first)).isInstanceOf(Refusal.class);
        });
    }

    @Test
    void every_target_is_the_simulator_even_one_with_keys() {
        start(context -> {
            URI simulator = context.getBean(SandboxUpstream.class).baseUrl();
            List<Model> models = context.getBean(Catalogue.class).models();
            assertThat(models).flatMap(Model::targets).isNotEmpty().allSatisfy(target -> {
                assertThat(target.baseUrl()).isEqualTo(simulator);
                assertThat(target.keys()).containsExactly(SandboxUpstream.KEY);
            });
        });
    }

    private void start(ContextConsumer<AssertableApplicationContext> then) {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withUserConfiguration(Rooms.class)
                .withPropertyValues(
                        "spring.profiles.active=sandbox",
                        "tallyport.data-dir=" + data,
                        "management.endpoint.health.validate-group-membership=false", // the journal's room is not here
                        "TALLYPORT_UPSTREAM_API_KEYS=a-key-that-costs-money")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    then.accept(context);
                });
    }

    private static String key(ApplicationContext context) {
        return context.getBean(DemoKey.class).secret();
    }

    private static Caller caller(ApplicationContext context, String key) {
        return Objects.requireNonNull(
                context.getBean(Callers.class).identify("Bearer " + key, null).block(Duration.ofSeconds(10)));
    }

    private Path file() {
        return data.resolve("sandbox-key");
    }

    private String kept() throws IOException {
        return Files.readString(file()).strip();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ConfigurationPropertiesScan("io.github.tallyport")
    @ComponentScan({
        "io.github.tallyport.access",
        "io.github.tallyport.catalogue",
        "io.github.tallyport.sandbox",
        "io.github.tallyport.signals",
        "io.github.tallyport.storage",
        "io.github.tallyport.tenancy"
    })
    static class Rooms {}
}
