package io.github.tallyport.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
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
        return HttpClient.newConnection()
                .runOn(loops)
                .get()
                .uri("http://" + host + ":" + server.port() + "/")
                .responseContent()
                .aggregate()
                .asString();
    }
}
