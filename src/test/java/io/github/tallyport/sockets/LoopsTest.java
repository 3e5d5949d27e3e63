package io.github.tallyport.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

class LoopsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LoopResources loops = Loops.create();

    @AfterEach
    void end() {
        loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
    }

    @Test
    void whom_a_client_s_loop_asks_is_answered_on_the_same_loop_and_nobody_may_block_it() {
        DisposableServer provider = HttpServer.create()
                .runOn(loops)
                .port(0)
                .handle((_, response) -> response.sendString(Mono.just("answer")))
                .bindNow(PATIENCE);
        DisposableServer gateway = HttpServer.create()
                .runOn(loops)
                .port(0)
                .handle((_, response) -> response.sendString(said(provider, "localhost")))
                .bindNow(PATIENCE);

        for (int i = 0; i < 16; i++) {
            assertThat(text(gateway, "127.0.0.1").block(PATIENCE)).isEqualTo("answer true true");
        }
        provider.disposeNow(PATIENCE);
        gateway.disposeNow(PATIENCE);
    }

    @Test
    void a_name_server_is_asked_on_the_loops_as_well() throws IOException {
        DisposableServer provider = HttpServer.create()
                .runOn(loops)
                .port(0)
                .handle((_, response) -> response.sendString(Mono.just("answer")))
                .bindNow(PATIENCE);
        try (DatagramSocket names = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> tellThatAllAreHere(names));
            HttpClient client = HttpClient.newConnection()
                    .runOn(loops)
                    .resolver(spec -> spec.runOn(loops)
                            .dnsAddressResolverGroupProvider(dns -> new DnsAddressResolverGroup(
                                    dns.nameServerProvider(new SingletonDnsServerAddressStreamProvider(
                                            (InetSocketAddress) names.getLocalSocketAddress())))));

            assertThat(text(client, provider, "provider.test").block(PATIENCE)).isEqualTo("answer");
        }
        provider.disposeNow(PATIENCE);
    }

    /** A name server of one answer: for an address of the fourth version 127.0.0.1, for any other none. */
    private static void tellThatAllAreHere(DatagramSocket names) {
        byte[] here = {(byte) 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1};
        try {
            while (!names.isClosed()) {
                DatagramPacket asked = new DatagramPacket(new byte[512], 512);
                names.receive(asked);
                ByteBuffer query = ByteBuffer.wrap(asked.getData(), 0, asked.getLength());
                int end = 12;
                while (query.get(end) != 0) {
                    end += 1 + query.get(end);
                }
                boolean wanted = query.getShort(end + 1) == 1;
                ByteBuffer said = ByteBuffer.allocate(512)
                        .putShort(query.getShort(0))
                        .putShort((short) 0x8180)
                        .putShort((short) 1)
                        .putShort((short) (wanted ? 1 : 0))
                        .putInt(0)
                        .put(asked.getData(), 12, end + 5 - 12)
                        .put(wanted ? here : new byte[0]);
                names.send(new DatagramPacket(said.array(), said.position(), asked.getSocketAddress()));
            }
        } catch (IOException over) {
            assertThat(names.isClosed()).isTrue();
        }
    }

    @Test
    void on_linux_the_kernel_is_told_of_interests_once_per_turn() {
        assertThat(loops instanceof Loops).isEqualTo(Epoll.isAvailable());
    }

    @Test
    void loops_that_were_disposed_of_have_ended() {
        assertThat(loops.isDisposed()).isFalse();

        loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);

        assertThat(loops.isDisposed()).isTrue();
        assertThat(loops.onServer(true).isTerminated()).isTrue();
    }

    private Mono<String> said(DisposableServer server, String host) {
        return Mono.defer(() -> {
            Thread asking = Thread.currentThread();
            return text(server, host)
                    .map(text -> text + " " + asking.equals(Thread.currentThread()) + " "
                            + Schedulers.isInNonBlockingThread());
        });
    }

    private Mono<String> text(DisposableServer server, String host) {
        return text(HttpClient.newConnection().runOn(loops), server, host);
    }

    private static Mono<String> text(HttpClient client, DisposableServer server, String host) {
        return client.get()
                .uri("http://" + host + ":" + server.port() + "/")
                .responseContent()
                .aggregate()
                .asString();
    }
}
