package io.github.tallyport.servers;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import redis.embedded.core.ExecutableProvider;

/** A Redis of the test's own, that can be killed, stopped and started again: always a process, never a container. */
public final class StoppableRedis implements AutoCloseable {
    private final Path directory;
    private final int port;
    private Process process;

    private StoppableRedis(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        this.process = run();
    }

    /** @param directory the test's own */
    public static StoppableRedis start(Path directory) {
        try {
            return new StoppableRedis(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written once, before anybody runs it: a file that is open for writing cannot be run, and whoever forks meanwhile keeps it open. */
    private static final class Binary {
        private static final Path FILE = written();

        private static Path written() {
            try {
                Path directory = Files.createTempDirectory("tallyport-redis");
                directory.toFile().deleteOnExit();
                Path file = ExecutableProvider.newJarResourceProvider(directory.toFile())
                        .get()
                        .toPath();
                file.toFile().deleteOnExit();
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Process run() throws IOException {
        return new ProcessBuilder(
                        Binary.FILE.toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("redis.log").toFile())
                .start();
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** With nothing kept. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void startAgain() {
        try {
            process = run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process neither answers nor ends. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String which) {
        try {
            Process kill = new ProcessBuilder("kill", which, Long.toString(process.pid())).start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill " + which + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** On a connection of its own, without any cable. */
    public <T> T ask(Function<RedisCommands<String, String>, T> question) {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        } finally {
            client.shutdown();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
