package io.github.tallyport.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.tenancy.TestTenancy;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code target/tallyport.jar}, started again and again on one data directory. */
final class PackagedGateway implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 2_000_000;
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Path directory;
    private final Path application;
    private final Path cache;
    private final URI provider;
    private final int port = freePort();
    private final int managementPort = freePort();
    private final String cancelling;
    private final String draining;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private @Nullable Process process;

    /** @param directory empty, for all that it leaves */
    PackagedGateway(Path directory, URI provider) throws IOException, InterruptedException {
        this(directory, provider, TestTenancy.strangersSecret(), TestTenancy.strangersSecret());
    }

    private PackagedGateway(Path directory, URI provider, String cancelling, String draining)
            throws IOException, InterruptedException {
        this.directory = directory;
        this.cancelling = cancelling;
        this.draining = draining;
        this.provider = provider;
        this.application = directory.resolve("application");
        this.cache = directory.resolve("classes.aot");
        with("tallyport.drain.grace", "0s");
        Path jar = Path.of(System.getProperty("tallyport.jar", "target/tallyport.jar"));
        assertThat(jar).as("the jar, which `./mvnw package` makes").isRegularFile();
        Files.createDirectory(directory.resolve("tmp"));
        Files.writeString(directory.resolve("tenants.yaml"), tenants());
        run(List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", application.toString()));
        assertThat(process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Another replica, of the same keys, settings and environment. */
    PackagedGateway twin(Path elsewhere) throws IOException, InterruptedException {
        PackagedGateway twin = new PackagedGateway(elsewhere, provider, cancelling, draining);
        twin.properties.putAll(properties);
        twin.environment.putAll(environment);
        return twin;
    }

    /** From the next start on. */
    PackagedGateway with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    PackagedGateway withVariable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    private String tenants() {
        return """
                tallyport:
                  tenants:
                    - id: cancelling
                      keys:
                        - id: one
                          hash: %s
                    - id: draining
                      on-disconnect: drain
                      keys:
                        - id: other
                          hash: %s
                """.formatted(TestTenancy.hash(cancelling), TestTenancy.hash(draining));
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    /** Of tenants that differ in what happens when a client leaves. */
    List<String> keys() {
        return List.of(cancelling, draining);
    }

    Path data() {
        return directory.resolve("data");
    }

    /** The next {@link #stop} writes the cache that further starts use. */
    void startToTrain() throws IOException {
        start("-XX:AOTCacheOutput=" + cache);
    }

    void start() throws IOException {
        start("-XX:AOTCache=" + cache);
    }

    private void start(String option) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                option,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                application.resolve("tallyport.jar").toString(),
                "--spring.config.additional-location=file:" + directory.resolve("tenants.yaml"),
                "--server.port=" + port,
                "--management.server.port=" + managementPort,
                "--tallyport.gateway.warm-up=0",
                "--tallyport.journal.segment-size=1MB",
                "--tallyport.data-dir=" + data()));
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        run(arguments);
    }

    private void run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Djava.io.tmpdir=" + directory.resolve("tmp")));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TALLYPORT_UPSTREAM_BASE_URL", provider.toString());
        builder.environment().put("TALLYPORT_UPSTREAM_API_KEYS", "sk-upstream");
        builder.environment().put("TALLYPORT_KEY_PEPPER", TestTenancy.PEPPER);
        builder.environment().putAll(environment);
        File log = directory.resolve("log").toFile();
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /** Returns once it takes connections. */
    void awaitListening() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (!process().isAlive() || System.nanoTime() - end > 0) {
                throw new AssertionError("it does not start:\n" + log());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Milliseconds of processor time so far. */
    long cpuMillis() {
        return process().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    /** With SIGKILL. */
    void kill() {
        process().destroyForcibly().onExit().join();
        assertThat(process().exitValue()).as("exit code of SIGKILL").isEqualTo(128 + 9);
    }

    /** With SIGTERM. */
    void stop() throws InterruptedException {
        terminate();
        awaitStopped();
    }

    void terminate() {
        process().destroy();
    }

    void awaitStopped() throws InterruptedException {
        assertThat(process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it stops")
                .isTrue();
        assertThat(process().exitValue()).as("exit code of SIGTERM").isZero();
    }

    /** Files that hold what is not in the database yet, or could not be read. */
    List<Path> journal() throws IOException {
        try (Stream<Path> files = Files.list(data().resolve("journal"))) {
            return files.filter(file -> !file.endsWith("lock")).toList();
        }
    }

    String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Process process() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException("it was never started");
        }
        return current;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError("no port is free", e);
        }
    }

    @Override
    public void close() {
        process().destroyForcibly().onExit().join();
    }
}
