package io.github.tallyport.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final EventLoop loop = new DefaultEventLoop();
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void no_more_begin_than_may_and_each_that_ends_makes_room() {
        Drains drains = new Drains(1, LONG);
        Drain first = drains.prepared(loop);
        Drain second = drains.prepared(loop);

        assertThat(first.begin(() -> done.add("stopped"))).isTrue();
        assertThat(second.begin(() -> done.add("stopped"))).isFalse();
        assertThat(second.isBegun()).isFalse();
        first.end();
        first.end();
        assertThat(drains.running()).isZero();
        assertThat(second.begin(() -> done.add("stopped"))).isTrue();
        second.end();
        assertThat(done).isEmpty();
    }

    @Test
    void it_takes_one_place_however_often_it_is_begun() {
        Drains drains = new Drains(2, LONG);
        Drain drain = drains.prepared(loop);

        assertThat(drain.begin(() -> {})).isTrue();
        assertThat(drain.begin(() -> {})).isTrue();
        assertThat(drains.running()).isOne();
        drain.end();
        assertThat(drains.running()).isZero();
    }

    @Test
    void nothing_is_drained_once_there_is_nothing_more_to_read() {
        Drains drains = new Drains(1, LONG);
        Drain drain = drains.prepared(loop);

        drain.end();

        assertThat(drain.begin(() -> {})).isFalse();
        assertThat(drain.isBegun()).isFalse();
        assertThat(drains.running()).isZero();
    }

    @Test
    void what_waits_for_its_end_runs_then_and_at_once_before_and_afterwards() {
        Drain drain = new Drains(1, LONG).prepared(loop);

        drain.whenOver(() -> done.add("before"));
        assertThat(done).containsExactly("before");
        drain.begin(() -> {});
        drain.whenOver(() -> done.add("meanwhile"));
        assertThat(done).containsExactly("before");
        drain.end();
        drain.whenOver(() -> done.add("afterwards"));
        assertThat(done).containsExactly("before", "meanwhile", "afterwards");
    }

    @Test
    void when_its_time_is_over_everybody_who_can_stop_the_provider_is_told() throws InterruptedException {
        Drains drains = new Drains(1, Duration.ofMillis(20));
        Drain drain = drains.prepared(loop);
        CountDownLatch stopped = new CountDownLatch(2);
        CountDownLatch over = new CountDownLatch(1);

        drain.begin(stopped::countDown);
        drain.begin(stopped::countDown);
        drain.whenOver(over::countDown);

        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(drains.running()).isZero();
    }

    @Test
    void answers_that_are_not_to_be_drained_never_begin() {
        assertThat(Drain.NEVER.begin(() -> {})).isFalse();
        Drain.NEVER.end();
        assertThat(Drain.NEVER.begin(() -> {})).isFalse();
        Drain.NEVER.whenOver(() -> done.add("at once"));
        assertThat(done).containsExactly("at once");
    }
}
