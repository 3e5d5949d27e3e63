package io.github.tallyport.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Clients that ask one request after the other, each on a connection of its own, and note what they were told. Some leave. While
 * nobody listens they try again.
 */
public final class Crowd implements AutoCloseable {
    /** Refused before anything was done, as if nobody listened. */
    private static final String STOPPING = "gateway_is_stopping";

    private static final int PATIENCE_MILLIS = 30_000;
    private static final long RETRY_NANOS = 10_000_000;
    private static final long LOOK_NANOS = 1_000_000;
    private static final int LONGEST_STAY_MILLIS = 25;

    private final List<Thread> clients = new ArrayList<>();
    private final Queue<Acknowledged> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Queue<String> oddities = new ConcurrentLinkedQueue<>();
    private final int port;
    private final String model;
    private volatile boolean stopped;

    /** @param keys shared out among the clients */
    public Crowd(int port, String model, List<String> keys, int size, long seed) {
        this.port = port;
        this.model = model;
        for (int i = 0; i < size; i++) {
            int number = i;
            String key = keys.get(i % keys.size());
            clients.add(Thread.ofVirtual().start(() -> run(number, key, new Random(seed * 1000 + number))));
        }
    }

    /** How many requests have been answered so far, errors among them. */
    public int answered() {
        return answered.get();
    }

    /** Returns once so many more have been answered. */
    public void await(int more) {
        int goal = answered.get() + more;
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (answered.get() < goal) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("only " + (more - goal + answered.get()) + " of " + more + " requests were"
                        + " answered within 30 s");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    List<Acknowledged> told() {
        return List.copyOf(told);
    }

    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** What no client should meet. */
    List<String> oddities() {
        return List.copyOf(oddities);
    }

    private void run(int number, String key, Random random) {
        for (int i = 0; !stopped; i++) {
            Errand errand = Errand.any(Long.toHexString(random.nextLong()) + "-" + number + "-" + i, random);
            while (!stopped && !ask(errand, key, random)) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** @return false when nobody listens */
    private boolean ask(Errand errand, String key, Random random) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            asked.add(errand.id());
            try {
                converse(errand, key, random, socket);
            } catch (SocketTimeoutException e) {
                if (errand.kind() != Errand.Kind.LEAVING_JSON) {
                    oddities.add(errand.id() + " was not answered within 30 s");
                }
            } catch (IOException _) {
                // the gateway was killed
            }
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private void converse(Errand errand, String key, Random random, Socket socket) throws IOException {
        String body = errand.body(model);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(
                errand.kind() == Errand.Kind.LEAVING_JSON ? 1 + random.nextInt(LONGEST_STAY_MILLIS) : PATIENCE_MILLIS);
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                                + key
                                + "\r\nx-request-id: " + errand.id()
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body)
                        .getBytes(ISO_8859_1));
        if (random.nextBoolean()) {
            socket.setSoLinger(true, 0);
        }
        Acknowledged end = listen(errand, socket.getInputStream());
        if (end != null && !STOPPING.equals(end.code())) {
            told.add(end);
            answered.incrementAndGet();
        }
    }

    private static @Nullable Acknowledged listen(Errand errand, InputStream in) throws IOException {
        StringBuilder received = new StringBuilder();
        byte[] buffer = new byte[8192];
        Acknowledged end = null;
        for (int n = in.read(buffer); n > 0 && end == null; n = end == null ? in.read(buffer) : -1) {
            received.append(new String(buffer, 0, n, ISO_8859_1));
            if (errand.kind() == Errand.Kind.LEAVING_STREAM && received.indexOf("piece") > 0) {
                return null;
            }
            end = Acknowledged.of(errand.id(), received.toString());
        }
        return end;
    }

    /** Nobody asks any more, and all that were asked have ended. */
    @Override
    public void close() {
        stopped = true;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}
