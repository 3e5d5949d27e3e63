package io.github.tallyport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The gateway as a process of its own: what it says and how it ends when it cannot start. */
class RefusedStartTest {
    private static final String PEPPER = "a pepper for tests, 32 characters";

    @TempDir
    Path directory;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void all_that_is_missing_is_named_at_once_before_anything_is_made() throws Exception {
        Ended gateway = start(Map.of());

        assertThat(gateway.output())
                .contains("  TALLYPORT_KEY_PEPPER: a secret of at least 32 characters")
                .contains("  TALLYPORT_UPSTREAM_API_KEYS: one or more keys of the upstream")
                .contains("SPRING_PROFILES_ACTIVE=sandbox")
                .doesNotContain("\tat ");
        assertThat(gateway.status()).isEqualTo(1);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void only_what_is_missing_is_named_and_no_secret_is_shown() throws Exception {
        Ended gateway = start(Map.of("TALLYPORT_UPSTREAM_API_KEYS", "canary", "TALLYPORT_KEY_PEPPER", "too short"));

        assertThat(gateway.output())
                .contains("  TALLYPORT_KEY_PEPPER: ")
                .doesNotContain("  TALLYPORT_UPSTREAM_API_KEYS: ")
                .doesNotContain("canary")
                .doesNotContain("too short");
        assertThat(gateway.status()).isEqualTo(1);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_database_that_cannot_be_reached_is_named_without_its_password() throws Exception {
        Ended gateway = start(Map.of(
                "TALLYPORT_UPSTREAM_API_KEYS", "canary",
                "TALLYPORT_KEY_PEPPER", PEPPER,
                "TALLYPORT_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/tally?password=canary",
                "TALLYPORT_DATABASE_PASSWORD", "canary",
                "TALLYPORT_DATABASE_STARTTIMEOUT", "0s",
                "TALLYPORT_DATABASE_CONNECTIONTIMEOUT", "500ms"));

        assertThat(gateway.output())
                .contains("The database jdbc:postgresql://127.0.0.1:1/tally cannot be used: ")
                .contains("Check TALLYPORT_DATABASE_URL")
                .doesNotContain("canary")
                .doesNotContain(PEPPER)
                .doesNotContain("\tat ");
        assertThat(gateway.status()).isEqualTo(1);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_url_of_redis_that_cannot_be_read_is_named_without_its_password() throws Exception {
        Ended gateway = start(Map.of(
                "TALLYPORT_UPSTREAM_API_KEYS", "canary",
                "TALLYPORT_KEY_PEPPER", PEPPER,
                "TALLYPORT_REDIS_URL", "redis//tally:canary@host"));

        assertThat(gateway.output())
                .contains("  TALLYPORT_REDIS_URL: a URL such as redis://")
                .doesNotContain("TALLYPORT_KEY_PEPPER")
                .doesNotContain("canary")
                .doesNotContain("\tat ");
        assertThat(gateway.status()).isEqualTo(1);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_declared_tenant_that_cannot_be_meant_is_named_without_what_was_written() throws Exception {
        Ended gateway = start(Map.of(
                "TALLYPORT_UPSTREAM_API_KEYS", "sk-upstream",
                "TALLYPORT_KEY_PEPPER", PEPPER,
                "TALLYPORT_TENANTS_0_ID", "acme",
                "TALLYPORT_TENANTS_0_KEYS_0_ID", "k1",
                "TALLYPORT_TENANTS_0_KEYS_0_HASH", "sk-tally-canary"));

        assertThat(gateway.output())
                .contains("tallyport.tenants[0].keys[0].hash: this is the hash of a secret, never the secret itself")
                .doesNotContain("canary")
                .doesNotContain("\tat ");
        assertThat(gateway.status()).isEqualTo(1);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_price_that_cannot_be_meant_is_named_before_anything_is_made() throws Exception {
        Ended gateway = start(Map.of(
                "TALLYPORT_UPSTREAM_API_KEYS", "canary",
                "TALLYPORT_KEY_PEPPER", PEPPER,
                "SPRING_APPLICATION_JSON", """
                        {"tallyport":{"models":[{"id":"m","context-length":1000,
                          "prices":[{"prompt":"1","completion":"1"},
                            {"valid-from":"2027-01-01T00:00:00Z","prompt":"0.0000035","completion":"1"}],
                          "targets":[{"base-url":"https://host/v1","keys":"canary"}]}]}}"""));

        assertThat(gateway.output())
                .contains("tallyport.models[0].prices[1].prompt: a price per 1000 tokens has at most 6 decimals")
                .doesNotContain("canary")
                .doesNotContain("\tat ");
        assertThat(gateway.status()).isEqualTo(1);
        assertThat(directory).isEmptyDirectory();
    }

    private record Ended(int status, String output) {}

    private Ended start(Map<String, String> environment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Tallyport.class.getName()));
        command.add("--server.port=0");
        command.add("--management.server.port=0");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("TALLYPORT_") || name.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
