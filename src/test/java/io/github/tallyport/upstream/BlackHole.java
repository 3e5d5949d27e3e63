package io.github.tallyport.upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A port where connecting neither succeeds nor fails: its queue of connections is full and nobody accepts. */
public final class BlackHole implements AutoCloseable {
    private static final int MORE_THAN_ANY_QUEUE = 4096;

    private final ServerSocket listener;
    private final List<Socket> queue = new ArrayList<>();

    public BlackHole() {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            fill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
    }

    /** A port nothing listens on: connecting is refused. */
    public static URI refused() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill() throws IOException {
        for (int i = 0; i < MORE_THAN_ANY_QUEUE; i++) {
            Socket one = new Socket();
            queue.add(one);
            try {
                one.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 200);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new IllegalStateException("the queue of connections never filled");
    }

    @Override
    public void close() {
        try {
            for (Socket one : queue) {
                one.close();
            }
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
