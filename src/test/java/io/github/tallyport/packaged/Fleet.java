package io.github.tallyport.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.servers.Postgres;
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
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Several of {@code target/tallyport.jar}, each a process, on one PostgreSQL and one Redis; their tenants have a yuan each. */
final class Fleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_NANOS = 20_000_000;
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Postgres postgres = Postgres.shared();
    private final String database = postgres.newDatabase();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final Path directory;

    /** @param directory empty, for all that they leave */
    Fleet(Path directory, int size, List<String> tenants, URI provider, String redis) throws IOException {
        this.directory = directory;
        tenants.forEach(tenant -> secrets.put(tenant, TestTenancy.strangersSecret()));
        Path declared = directory.resolve("tenants.yaml");
        Files.writeString(declared, declaration());
        for (int i = 0; i < size; i++) {
            int port = freePort();
            ports.add(port);
            processes.add(start(i, port, declared, provider, redis));
        }
        for (int i = 0; i < size; i++) {
            awaitListening(i);
        }
    }

    private String declaration() {
        return "tallyport:\n  tenants:\n"
                + secrets.entrySet().stream().map(Fleet::declaration).collect(Collectors.joining());
    }

    private static String declaration(Map.Entry<String, String> tenant) {
        return """
                    - id: %s
                      budgets:
                        - period: total
                          amount: "1.00"
                      keys:
                        - id: key-of-%s
                          hash: %s
                """.formatted(tenant.getKey(), tenant.getKey(), TestTenancy.hash(tenant.getValue()));
    }

    private Process start(int number, int port, Path declared, URI provider, String redis) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-jar",
                System.getProperty("tallyport.jar", "target/tallyport.jar"),
                "--spring.config.additional-location=file:" + declared,
                "--server.port=" + port,
                "--management.server.port=0",
                "--tallyport.gateway.warm-up=0",
                "--tallyport.observe.access-log=false");
        Map<String, String> environment = builder.environment();
        environment.put("TALLYPORT_DATABASE_URL", postgres.url(database));
        environment.put("TALLYPORT_DATABASE_USERNAME", postgres.username());
        environment.put("TALLYPORT_DATABASE_PASSWORD", postgres.password());
        environment.put("TALLYPORT_REDIS_URL", redis);
        environment.put(
                "TALLYPORT_DATA_DIR", directory.resolve("data-" + number).toString());
        environment.put("TALLYPORT_UPSTREAM_BASE_URL", provider.toString());
        environment.put("TALLYPORT_UPSTREAM_API_KEYS", "sk-upstream");
        environment.put("TALLYPORT_KEY_PEPPER", TestTenancy.PEPPER);
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(number)))
                .start();
    }

    private File log(int number) {
        return directory.resolve("log-" + number).toFile();
    }

    private void awaitListening(int number) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(ports.get(number))) {
            if (!processes.get(number).isAlive() || System.nanoTime() - end > 0) {
                throw new AssertionError("replica " + number + " does not start:\n"
                        + Files.readString(log(number).toPath()));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port(int number) {
        return ports.get(number % ports.size());
    }

    String secret(String tenant) {
        String secret = secrets.get(tenant);
        assertThat(secret).as(tenant).isNotNull();
        return String.valueOf(secret);
    }

    /** The JDBC URL of the books that all of them write. */
    String books() {
        return postgres.url(database);
    }

    /** How often these words are in their logs. */
    long said(String words) throws IOException {
        long count = 0;
        for (int i = 0; i < processes.size(); i++) {
            count += Files.readAllLines(log(i).toPath()).stream()
                    .filter(line -> line.contains(words))
                    .count();
        }
        return count;
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
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }
}
