package io.github.tallyport.servers;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TCP way to a server that can be cut, so that the server is gone for whoever comes by it, and mended again. */
public final class Cable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cable.class);

    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private volatile boolean whole = true;

    public Cable(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public String host() {
        return entrance.getInetAddress().getHostAddress();
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Ends every connection; new ones end as soon as they are made. */
    public void cut() {
        whole = false;
        ends.forEach(Cable::end);
    }

    public void mend() {
        whole = true;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                if (whole) {
                    join(near);
                } else {
                    near.close();
                }
            } catch (IOException e) {
                LOG.debug("one connection less", e);
            }
        }
    }

    private void join(Socket near) throws IOException {
        Socket far = new Socket();
        far.connect(new InetSocketAddress(host, port), 2000);
        ends.add(near);
        ends.add(far);
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
        if (!whole) {
            cut();
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            LOG.debug("cut, or closed by the other side", e);
        } finally {
            end(from);
            end(to);
            ends.remove(from);
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
        cut();
        end(entrance);
    }
}
