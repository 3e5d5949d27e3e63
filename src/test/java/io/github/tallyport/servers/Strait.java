package io.github.tallyport.servers;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP way to a server that takes its time, or swallows all that is sent and says nothing. A connection that lost something
 * is lost for good, as behind a firewall that forgot it: nothing arrives with a hole in it. What is on its way arrives, whatever
 * becomes of who sent it.
 */
public final class Strait implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Strait.class);

    /** @param bytes none at the end */
    private record Cargo(byte[] bytes, long arrival) {}

    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final ServerSocket entrance;
    private final int port;
    private volatile boolean swallowing;
    private volatile long nanosEachWay;

    /** @param port on this machine */
    public Strait(int port) {
        this.port = port;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public String redisUrl() {
        return "redis://127.0.0.1:" + entrance.getLocalPort();
    }

    public void swallow(boolean whether) {
        swallowing = whether;
    }

    /** @param roundTrip how much longer it takes */
    public void slow(Duration roundTrip) {
        nanosEachWay = roundTrip.toNanos() / 2;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                Socket far = new Socket();
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                ends.add(near);
                ends.add(far);
                far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
                AtomicBoolean lost = new AtomicBoolean();
                ship(near, far, lost);
                ship(far, near, lost);
            } catch (IOException e) {
                LOG.debug("one connection less", e);
            }
        }
    }

    private void ship(Socket from, Socket to, AtomicBoolean lost) {
        BlockingQueue<Cargo> afloat = new LinkedBlockingQueue<>(10_000);
        Thread.ofVirtual().start(() -> load(from, afloat, lost));
        Thread.ofVirtual().start(() -> land(to, afloat));
    }

    private void load(Socket from, BlockingQueue<Cargo> afloat, AtomicBoolean lost) {
        byte[] room = new byte[16_384];
        try {
            for (int read = from.getInputStream().read(room);
                    read >= 0;
                    read = from.getInputStream().read(room)) {
                if (swallowing) {
                    lost.set(true);
                }
                if (!lost.get()) {
                    afloat.put(new Cargo(Arrays.copyOf(room, read), System.nanoTime() + nanosEachWay));
                }
            }
        } catch (IOException e) {
            LOG.debug("closed by the other side", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(from);
            afloat.add(new Cargo(new byte[0], System.nanoTime() + nanosEachWay));
        }
    }

    private static void land(Socket to, BlockingQueue<Cargo> afloat) {
        try {
            while (!to.isClosed()) {
                Cargo next = afloat.poll(1, TimeUnit.SECONDS);
                if (next != null) {
                    Thread.sleep(Duration.ofNanos(Math.max(0, next.arrival() - System.nanoTime())));
                    if (next.bytes().length == 0) {
                        break;
                    }
                    to.getOutputStream().write(next.bytes());
                }
            }
        } catch (IOException e) {
            LOG.debug("closed by the other side", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(to);
        }
    }

    private static void end(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        end(entrance);
        ends.forEach(Strait::end);
    }
}
