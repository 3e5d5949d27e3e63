package io.github.tallyport.upstream;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A provider scripted by the test at the level of bytes and pauses, on a raw socket of 127.0.0.1.
 *
 * <p>Each request takes the next script of {@link #next}, or the one of {@link #always}, which is at first the published
 * example answer. A connection is read all the time, whatever its script does, so that a client's leaving is seen when it
 * happens; while a script runs, further requests of its connection wait.
 */
public final class FakeUpstream implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * A client closed its connection.
     *
     * @param reset by RST, not FIN
     * @param nanoTime when it was seen
     * @param sent bytes the script had handed to the kernel by then
     */
    public record Departure(int connection, boolean reset, long nanoTime, long sent) {}

    private final ServerSocket listener;
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<Integer, Wire> open = new ConcurrentHashMap<>();
    private final Queue<Script> greetings = new ConcurrentLinkedQueue<>();
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final List<SeenRequest> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<SeenRequest> arrivals = new LinkedBlockingQueue<>();
    private final BlockingQueue<Departure> departures = new LinkedBlockingQueue<>();
    private volatile @Nullable Script greeting;
    private volatile Script always = Answers.published();

    public FakeUpstream() {
        try {
            listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("fake-upstream").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Up to and including the version, as a target's base URL is written. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    /** Each script answers one request, in order; after them, {@link #always} again. */
    public FakeUpstream next(Script... each) {
        scripts.addAll(List.of(each));
        return this;
    }

    public FakeUpstream always(Script script) {
        always = script;
        return this;
    }

    /** Plays each script to one new connection before anything is read, in order. */
    public FakeUpstream greetNext(Script... each) {
        greetings.addAll(List.of(each));
        return this;
    }

    /** Plays the script to every new connection before anything is read; {@code null}: nothing. */
    public FakeUpstream greetAlways(@Nullable Script script) {
        greeting = script;
        return this;
    }

    /** Everything read so far, over all connections. */
    public List<SeenRequest> requests() {
        return List.copyOf(requests);
    }

    /** The next request this method has not returned yet, waiting for it up to 10 s. */
    public SeenRequest awaitRequest() {
        return taken(arrivals, "a request");
    }

    /** The next departure this method has not returned yet, waiting for it up to 10 s. */
    public Departure awaitDeparture() {
        return taken(departures, "a client that leaves");
    }

    /** Whether a client has left that {@link #awaitDeparture} has not returned. */
    public boolean hasDeparture() {
        return !departures.isEmpty();
    }

    /** Forgets what was seen and what was still to be played: another test begins. */
    public FakeUpstream forget() {
        scripts.clear();
        greetings.clear();
        arrivals.clear();
        departures.clear();
        requests.clear();
        return always(Answers.published());
    }

    public int openConnections() {
        return open.size();
    }

    /** @param connection of a {@link SeenRequest} */
    public boolean isOpen(int connection) {
        return open.containsKey(connection);
    }

    /** Connections accepted since the start. */
    public int connections() {
        return connections.get();
    }

    /** Bytes handed to the kernel over the connections that are open. */
    public long sent() {
        return open.values().stream().mapToLong(Wire::sent).sum();
    }

    /** Closes the listener and resets what is open: from now on, connections are refused. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Wire wire : open.values()) {
                wire.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Wire wire = new Wire(connections.incrementAndGet(), socket);
                open.put(wire.id(), wire);
                Thread.ofVirtual().start(() -> converse(wire));
            } catch (SocketException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void converse(Wire wire) {
        BlockingQueue<SeenRequest> asked = new LinkedBlockingQueue<>();
        Thread player = Thread.ofVirtual().unstarted(() -> answer(wire, asked));
        boolean reset = false;
        try (Socket socket = wire.socket()) {
            Script first = greetings.poll();
            Script greet = first == null ? greeting : first;
            if (greet != null) {
                greet.play(wire);
            }
            player.start();
            RequestReader reader = new RequestReader(new BufferedInputStream(socket.getInputStream()), wire.id());
            for (SeenRequest request = reader.next(); request != null; request = reader.next()) {
                asked.add(request);
                requests.add(request);
                arrivals.add(request);
            }
        } catch (IOException e) {
            reset = !(e instanceof EOFException);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Departure departure = wire.ended(reset, System.nanoTime());
            open.remove(wire.id());
            if (departure != null) {
                departures.add(departure);
            }
            player.interrupt();
        }
    }

    private void answer(Wire wire, BlockingQueue<SeenRequest> asked) {
        try {
            while (wire.isOpen()) {
                asked.take();
                Script script = scripts.poll();
                (script == null ? always : script).play(wire);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The client left within the script. Whether and when, the reader of the connection notes.
            wire.giveUp();
        }
    }

    private static <T> T taken(BlockingQueue<T> queue, String what) {
        try {
            T one = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (one == null) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s for " + what);
            }
            return one;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        }
    }
}
