package io.github.tallyport.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.catalogue.Target;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.resources.LoopResources;

/** A client may leave at any moment, and on any thread. */
class LeavingAnytimeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CLIENTS = 4000;
    private static final int CONNECTIONS = 3;

    /** About as long as a head needs from the provider's socket to whoever asked. */
    private static final int HEAD_NANOS = 200_000;

    private static final long SETTLED_NANOS = 500_000_000;

    /** A head and the beginning of a body: the rest never comes. */
    private static final byte[] BEGINNING =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n"
                    .getBytes(US_ASCII);

    private final FakeUpstream provider = new FakeUpstream();
    private final LoopResources loops = LoopResources.create("leaving", 2, true);
    private final EventLoop timer = new DefaultEventLoop();
    private final Upstream upstream = new Upstream(
            new Catalogue(List.of(model(new Target("t", provider.baseUrl(), List.of(), "m", 0, false)))),
            new Binder(new MapConfigurationPropertySource(Map.of("tallyport.upstream.max-connections", CONNECTIONS)))
                    .bindOrCreate("tallyport.upstream", UpstreamProperties.class),
            loops);

    @AfterEach
    void stop() {
        upstream.close();
        provider.close();
        loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
        timer.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void whoever_leaves_while_the_head_arrives_still_ends_the_connection() throws InterruptedException {
        for (int i = 0; i < CLIENTS; i++) {
            CountDownLatch answering = new CountDownLatch(1);
            provider.next(Script.start().signal(answering).bytes(BEGINNING).hang());
            Disposable client = upstream.open(order(false), timer).answer().subscribe();
            assertThat(answering.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            spin(ThreadLocalRandom.current().nextInt(HEAD_NANOS));
            client.dispose();
        }

        long end = System.nanoTime() + PATIENCE.toNanos();
        while (provider.openConnections() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(provider.openConnections()).isZero();
    }

    @Test
    void whoever_leaves_while_a_connection_is_made_or_taken_leaves_room_for_others() {
        for (int i = 0; i < CLIENTS; i++) {
            Disposable client = upstream.open(order(false), timer).answer().subscribe(Answer::drop, _ -> {});
            spin(ThreadLocalRandom.current().nextInt(2 * HEAD_NANOS));
            client.dispose();
        }
        LockSupport.parkNanos(SETTLED_NANOS);
        CountDownLatch allAreThere = new CountDownLatch(CONNECTIONS);
        Script answer = Script.start().signal(allAreThere).await(allAreThere).then(Answers.published());
        provider.next(answer, answer, answer);

        long answers = Flux.range(0, CONNECTIONS)
                .flatMap(_ -> upstream.open(order(false), timer).answer())
                .doOnNext(Answer::drop)
                .count()
                .blockOptional(PATIENCE)
                .orElseThrow();
        assertThat(answers).isEqualTo(CONNECTIONS);
    }

    @Test
    void a_stream_that_nobody_takes_ends_when_its_client_has_left() {
        provider.next(endless());
        Exchange exchange = upstream.open(order(true), timer);
        assertThat(exchange.answer().block(PATIENCE)).isInstanceOf(Answer.Events.class);

        exchange.leave();

        assertThat(provider.awaitDeparture()).isNotNull();
    }

    @Test
    void a_stream_that_comes_when_its_client_has_left_ends_at_once() {
        provider.next(endless());
        Exchange exchange = upstream.open(order(true), timer);
        exchange.leave();

        exchange.answer().subscribe();

        assertThat(provider.awaitDeparture()).isNotNull();
    }

    private static Script endless() {
        return Answers.sseHead()
                .then(Answers.event(StreamParts.role()))
                .then(Answers.event(StreamParts.delta("Hi")))
                .hang();
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private Order order(boolean stream) {
        return new Order(
                "req_1",
                model(new Target("t", provider.baseUrl(), List.of(), "m", 0, false)),
                "m",
                _ -> new byte[] {'{', '}'},
                stream,
                false,
                7,
                Long.MAX_VALUE,
                77,
                null,
                false);
    }

    private static Model model(Target target) {
        return new Model(
                "m",
                List.of(),
                "somebody",
                0,
                4096,
                4096,
                4,
                Set.of(Model.Input.TEXT),
                Set.of(),
                Caching.USUAL,
                "",
                List.of(new Price(Instant.EPOCH, 1, 1, 1)),
                List.of(target));
    }
}
