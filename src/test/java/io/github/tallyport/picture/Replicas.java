package io.github.tallyport.picture;

import io.github.tallyport.servers.Postgres;
import io.github.tallyport.servers.Redis;
import io.github.tallyport.tenancy.TestTenancy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Several of {@code target/tallyport.jar} in the sandbox, each a process, on one PostgreSQL and one Redis. */
final class Replicas implements AutoCloseable {
    static final String ADMIN_KEY = "admin-key-of-the-picture-0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_NANOS = 50_000_000;
    private static final String MODELS = """
            tallyport:
              models:
                - id: deepseek/deepseek-v3.2-exp
                  context-length: 131072
                  prices: [{prompt: 0.0035, completion: 0.0055}]
                  targets:
                    - {name: wcode, base-url: "http://localhost/v1", keys: "none"}
                - id: qwen/qwen3-max
                  context-length: 262144
                  prices: [{prompt: 0.0060, completion: 0.0240}]
                  targets:
                    - {name: bailian, base-url: "http://localhost/v1", keys: "none"}
                    - {name: wcode, base-url: "http://localhost/v1", keys: "none", priority: 1}
            """;

    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<Integer> managementPorts = new ArrayList<>();

    /** @param directory where they leave what they leave */
    Replicas(Path directory, int size) throws IOException {
        Path models = directory.resolve("models.yaml");
        Files.writeString(models, MODELS);
        Postgres postgres = Postgres.shared();
        String database = postgres.newDatabase();
        for (int i = 0; i < size; i++) {
            ports.add(freePort());
            managementPorts.add(freePort());
            Path home = Files.createDirectory(directory.resolve("replica-" + i));
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx192m",
                    "-jar",
                    System.getProperty("tallyport.jar", "target/tallyport.jar"),
                    "--spring.profiles.active=sandbox",
                    "--tallyport.quota.redis-timeout=1s", // with the load on the same two cores
                    "--spring.config.additional-location=file:" + models,
                    "--server.port=" + ports.get(i),
                    "--management.server.port=" + managementPorts.get(i));
            Map<String, String> environment = builder.environment();
            environment.put("TALLYPORT_DATABASE_URL", postgres.url(database));
            environment.put("TALLYPORT_DATABASE_USERNAME", postgres.username());
            environment.put("TALLYPORT_DATABASE_PASSWORD", postgres.password());
            environment.put("TALLYPORT_REDIS_URL", Redis.shared().url());
            environment.put("TALLYPORT_DATA_DIR", home.toString());
            environment.put("TALLYPORT_KEY_PEPPER", TestTenancy.PEPPER);
            environment.put("TALLYPORT_ADMIN_KEY", ADMIN_KEY);
            Path log = home.resolve("log");
            processes.add(builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start());
            awaitListening(i, log);
        }
    }

    private void awaitListening(int number, Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(ports.get(number)) || !listens(managementPorts.get(number))) {
            if (!processes.get(number).isAlive() || System.nanoTime() - end > 0) {
                throw new AssertionError("replica " + number + " does not start:\n" + Files.readString(log));
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Of one of them, in turn. */
    int port(int number) {
        return ports.get(Math.floorMod(number, ports.size()));
    }

    List<Integer> managementPorts() {
        return List.copyOf(managementPorts);
    }

    @Override
    public void close() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }
}
