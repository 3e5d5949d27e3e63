package io.github.tallyport.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.leaks.Leaks;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final int ROUNDS = 20;
    private static final int LINKS = 8;

    @Test
    void whoever_closes_while_redis_is_dialled_loses_no_buffer() throws IOException {
        int nobody = portOfNobody();
        for (int i = 0; i < ROUNDS; i++) {
            try (Redis redis = OpenRedis.at("redis://127.0.0.1:" + nobody)) {
                List<Link<StatefulRedisConnection<String, String>>> links = new ArrayList<>();
                for (int k = 0; k < LINKS; k++) {
                    links.add(redis.link(
                            "test",
                            (client, address) -> client.connectAsync(StringCodec.UTF8, address),
                            _ -> CompletableFuture.completedFuture(null),
                            () -> {}));
                }
                links.forEach(Link::open);
                LockSupport.parkNanos(i * 200_000L);
                links.forEach(Link::close);
            }
        }

        assertThat(Leaks.found()).isEmpty();
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
