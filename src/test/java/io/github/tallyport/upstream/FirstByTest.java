package io.github.tallyport.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

class FirstByTest {
    private static final int ANSWERS = 5_000;
    private static final Duration TIME = Duration.ofNanos(30_000);

    private final EventLoop timer = new DefaultEventLoop();

    @AfterEach
    void stop() {
        timer.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void what_comes_at_the_end_of_its_time_is_given_or_dropped_and_never_both_given_and_late() {
        for (int i = 0; i < ANSWERS; i++) {
            List<String> seen = new CopyOnWriteArrayList<>();
            FluxSink<String>[] provider = sinks();
            FirstBy<String> deadline =
                    new FirstBy<>(timer, new ReadingLoop(), new Curfew(), TIME, () -> new TimeoutException("late"));
            deadline.watch(Flux.<String>create(sink -> provider[0] = sink))
                    .doOnDiscard(String.class, _ -> seen.add("dropped"))
                    .subscribe(seen::add, error -> seen.add(error.getMessage()));

            long end = System.nanoTime() + ThreadLocalRandom.current().nextLong(2 * TIME.toNanos());
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            provider[0].next("given");
            provider[0].complete();
            timer.submit(() -> {}).syncUninterruptibly();

            assertThat(seen).isIn(List.of("given"), List.of("late", "dropped"), List.of("dropped", "late"));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static FluxSink<String>[] sinks() {
        return new FluxSink[1];
    }
}
