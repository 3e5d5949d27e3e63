package io.github.tallyport.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.GenericContainer;
import redis.embedded.RedisServer;

/** One Redis for the whole run: in a container where an engine answers and has the image, else as a process. */
public final class Redis {
    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final String REPOSITORY = "redis";
    private static final String TAG = "7-alpine";
    private static final int PORT = 6379;

    private final String host;
    private final int port;

    private Redis(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Started on first use; ends with the JVM. */
    public static Redis shared() {
        return Shared.SERVER;
    }

    public String url() {
        return "redis://" + host + ":" + port;
    }

    /** The same server by another way. */
    public static String url(Cable cable) {
        return "redis://" + cable.host() + ":" + cable.port();
    }

    public Cable cable() {
        return new Cable(host, port);
    }

    private static final class Shared {
        private static final Redis SERVER = start();

        private static Redis start() {
            Redis contained = Images.started(REPOSITORY, TAG, Shared::contained);
            return contained == null ? asProcess() : contained;
        }

        @SuppressWarnings("resource") // ends with the JVM
        private static Redis contained() {
            GenericContainer<?> container = new GenericContainer<>(REPOSITORY + ":" + TAG).withExposedPorts(PORT);
            container.start();
            return new Redis(container.getHost(), container.getMappedPort(PORT));
        }

        private static Redis asProcess() {
            try {
                RedisServer process = RedisServer.newRedisServer()
                        .bind("127.0.0.1")
                        .port(freePort())
                        .setting("save \"\"")
                        .build();
                process.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
                int port = process.ports().getFirst();
                LOG.info("redis for tests: process on port {}", port);
                return new Redis("127.0.0.1", port);
            } catch (IOException e) {
                throw new UncheckedIOException("no Redis for tests", e);
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private static void stop(RedisServer process) {
            try {
                process.stop();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
