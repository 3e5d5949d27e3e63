package io.github.tallyport.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.relay.ReasoningField;
import io.github.tallyport.relay.RelayTerms;
import io.github.tallyport.relay.StreamRelay;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** Who holds a provider's stream while it goes from hand to hand. */
class EventSubscriptionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HELLO =
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":null}]}\n\n";

    private final EventLoop loop = new DefaultEventLoop();
    private final TestPublisher<ByteBuf> provider = TestPublisher.create();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void a_client_that_left_before_the_body_was_asked_for_still_ends_the_provider() throws Exception {
        onLoop(() -> {
            answer().subscribe(new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    subscription.cancel();
                }
            });
            return true;
        });

        provider.assertCancelled();
        provider.assertWasNotRequested();
    }

    @Test
    void a_client_that_leaves_before_the_first_event_ends_the_provider() throws Exception {
        onLoop(() -> {
            answer().subscribe().dispose();
            return true;
        });

        provider.assertWasRequested();
        provider.assertCancelled();
    }

    @Test
    void a_stream_that_nobody_takes_ends_the_provider_when_it_is_dropped() throws Exception {
        onLoop(() -> {
            opened().drop();
            return true;
        });

        provider.assertCancelled();
    }

    @Test
    void what_broke_before_the_client_took_over_is_the_last_event() throws Exception {
        Answer.Events events = onLoop(() -> {
            Answer.Events answer = opened();
            provider.error(new IllegalStateException("cut"));
            return answer;
        });

        StepVerifier.create(events.bytes().map(EventSubscriptionTest::text))
                .assertNext(text -> assertThat(text).contains("Hi", "upstream_error"))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void a_second_client_gets_nothing_of_the_first_ones_stream() throws Exception {
        Answer.Events events = onLoop(this::opened);
        events.bytes().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                // asks for nothing yet
            }
        });

        StepVerifier.create(events.bytes())
                .expectErrorMessage("a stream has one client")
                .verify(PATIENCE);
        onLoop(() -> {
            events.drop();
            return true;
        });
    }

    private Mono<Answer> answer() {
        UpstreamProperties properties = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("tallyport.upstream", UpstreamProperties.class);
        StreamRelay relay = new StreamRelay(
                new RelayTerms(
                        "req_1", "m", false, ReasoningField.BOTH, 7, Long.MAX_VALUE, 77, 1 << 20, fault -> fault),
                UnpooledByteBufAllocator.DEFAULT);
        return EventSubscription.of(
                relay,
                provider.flux(),
                loop,
                new StreamClock(properties, new Curfew(), System.nanoTime()),
                Drain.NEVER);
    }

    private Answer.Events opened() {
        Answer[] opened = new Answer[1];
        answer().subscribe(answer -> opened[0] = answer);
        provider.next(Unpooled.copiedBuffer(HELLO, UTF_8));
        return (Answer.Events) opened[0];
    }

    private <T> T onLoop(Callable<T> task) throws Exception {
        return loop.submit(task).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static String text(ByteBuf bytes) {
        String text = bytes.toString(UTF_8);
        bytes.release();
        return text;
    }
}
