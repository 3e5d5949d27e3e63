package io.github.tallyport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official Node and Python clients in front of the real gateway; {@code ./mvnw verify -Pclients}. They are installed
 * into {@code target/clients}, in the versions the folders under {@code src/test/clients} name.
 */
@Tag("clients")
class OfficialClientsTest {
    private static final Path SCRIPTS = Path.of("src/test/clients").toAbsolutePath();
    private static final Path INSTALLED = Path.of("target/clients").toAbsolutePath();
    private static final long PATIENCE_MINUTES = 5;

    @TempDir
    static Path data;

    private static Laptop laptop;

    @BeforeAll
    static void start() {
        laptop = Laptop.start(data, "tallyport.sandbox.first-token=10ms", "tallyport.sandbox.pace=2ms");
    }

    @AfterAll
    static void stop() {
        laptop.close();
    }

    @Test
    void the_node_client_gets_what_it_expects() throws Exception {
        node("openai");
    }

    @Test
    void the_node_client_of_the_major_version_before_gets_what_it_expects() throws Exception {
        node("openai6");
    }

    @Test
    void the_python_client_gets_what_it_expects() throws Exception {
        Path home = Files.createDirectories(INSTALLED.resolve("python"));
        String python = home.resolve("bin/python").toString();
        run(home, "Python 3.9 or newer with venv (python3, python3-venv)", "python3", "-m", "venv", home.toString());
        run(
                home,
                "access to a Python package index",
                python,
                "-m",
                "pip",
                "install",
                "-q",
                "--disable-pip-version-check",
                "-r",
                SCRIPTS.resolve("python/requirements.txt").toString());
        check(home, python, SCRIPTS.resolve("python/checks.py").toString());
    }

    private static synchronized void node(String client) throws Exception {
        Path home = Files.createDirectories(INSTALLED.resolve("node"));
        for (String name : List.of("package.json", "checks.mjs")) {
            Files.writeString(home.resolve(name), Files.readString(SCRIPTS.resolve("node/" + name)));
        }
        run(
                home,
                "Node 20 or newer and npm with access to a package registry",
                "npm",
                "--prefix",
                home.toString(),
                "install",
                "--no-audit",
                "--no-fund",
                "--no-package-lock");
        check(home, "node", home.resolve("checks.mjs").toString(), client);
    }

    /** A step of the installation; what is missing on this machine is said in the failure. */
    private static void run(Path home, String needs, String... command) throws Exception {
        Outcome outcome = outcome(home, needs, command);
        assertThat(outcome.status())
                .as("%s failed; this profile needs %s:%n%s", String.join(" ", command), needs, outcome.output())
                .isZero();
    }

    private static void check(Path home, String... command) throws Exception {
        Outcome outcome = outcome(home, command[0], command);
        assertThat(outcome.output()).contains(", 0 failed").doesNotContain("FAILED");
        assertThat(outcome.status()).as(outcome.output()).isZero();
    }

    private record Outcome(int status, String output) {}

    private static Outcome outcome(Path home, String needs, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("BASE_URL", laptop.baseUrl().toString());
        builder.environment().put("API_KEY", laptop.key());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new AssertionError(command[0] + " was not found; this profile needs " + needs, e);
        }
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " did not end in " + PATIENCE_MINUTES + " minutes:\n"
                    + output.get(10, TimeUnit.SECONDS));
        }
        return new Outcome(process.exitValue(), output.get(10, TimeUnit.SECONDS));
    }

    private static String read(Process process) {
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "its output could not be read: " + e;
        }
    }
}
