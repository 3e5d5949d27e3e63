package io.github.tallyport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class SandboxByDefaultTest {
    private static final String WANTED = "--" + SandboxByDefault.WANTED + "=true";

    @TempDir
    Path directory;

    @Test
    void the_sandbox_and_its_configuration_are_on_where_the_build_wants_it_and_no_key_is_set() throws IOException {
        assertThat(profiles(WANTED, "--TALLYPORT_UPSTREAM_API_KEYS= ")).containsExactly("sandbox", "in sandbox");
    }

    @Test
    void profiles_of_the_users_own_choice_stay() throws IOException {
        assertThat(profiles(WANTED, "--TALLYPORT_UPSTREAM_API_KEYS=", "--spring.profiles.active=mine"))
                .contains("sandbox", "mine", "in sandbox");
    }

    @Test
    void with_an_upstream_key_it_is_off() throws IOException {
        assertThat(profiles(WANTED, "--TALLYPORT_UPSTREAM_API_KEYS=sk-something"))
                .containsExactly("elsewhere");
    }

    @Test
    void in_the_packaged_jar_it_is_off() throws IOException {
        assertThat(profiles("--TALLYPORT_UPSTREAM_API_KEYS=")).containsExactly("elsewhere");
    }

    /** The active profiles, and what a file of the sandbox profile says. */
    private List<String> profiles(String... arguments) throws IOException {
        Files.writeString(directory.resolve("probe.properties"), "where=elsewhere");
        Files.writeString(directory.resolve("probe-sandbox.properties"), "where=in sandbox");
        SpringApplication application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--spring.config.location=file:" + directory + "/");
        all.add("--spring.config.name=probe");
        try (ConfigurableApplicationContext context = application.run(all.toArray(String[]::new))) {
            List<String> found =
                    new ArrayList<>(List.of(context.getEnvironment().getActiveProfiles()));
            found.add(context.getEnvironment().getRequiredProperty("where"));
            return found;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
