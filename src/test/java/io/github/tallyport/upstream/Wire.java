package io.github.tallyport.upstream;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link FakeUpstream}, as its script sees it. */
final class Wire {
    private final int id;
    private final Socket socket;
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closedHere;
    private volatile boolean gone;

    Wire(int id, Socket socket) throws IOException {
        this.id = id;
        this.socket = socket;
        socket.setTcpNoDelay(true);
    }

    int id() {
        return id;
    }

    Socket socket() {
        return socket;
    }

    long sent() {
        return sent.get();
    }

    boolean isOpen() {
        return ended.getCount() > 0 && !closedHere && !gone;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        sent.addAndGet(bytes.length);
    }

    void reset() throws IOException {
        closedHere = true;
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (SocketException e) {
            if (!socket.isClosed()) {
                throw e;
            }
        }
    }

    void close() throws IOException {
        closedHere = true;
        socket.shutdownOutput();
        socket.close();
    }

    void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Writing has failed: there is nobody to play to. */
    void giveUp() {
        gone = true;
    }

    void awaitClosed() throws InterruptedException {
        ended.await();
    }

    /** What the reader saw last: {@code null} when this side had closed already. */
    FakeUpstream.@Nullable Departure ended(boolean reset, long nanoTime) {
        boolean byClient = !closedHere;
        ended.countDown();
        return byClient ? new FakeUpstream.Departure(id, reset, nanoTime, sent.get()) : null;
    }
}
