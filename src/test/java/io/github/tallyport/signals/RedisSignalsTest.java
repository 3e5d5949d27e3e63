package io.github.tallyport.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.redis.OpenRedis;
import io.github.tallyport.redis.Redis;
import io.github.tallyport.servers.Cable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Two replicas on one Redis. */
@ExtendWith(OutputCaptureExtension.class)
class RedisSignalsTest {
    private static final String URL = io.github.tallyport.servers.Redis.shared().url();

    /** A replica's side of the room. */
    private static final class Side implements AutoCloseable {
        private final Redis redis;
        private final RedisSignals signals;

        Side(String url) {
            redis = OpenRedis.at(url);
            signals = new RedisSignals(redis);
        }

        /** Counts what is heard of a topic. */
        Semaphore ear(String topic) {
            Semaphore ear = new Semaphore(0);
            var _ = signals.on(topic, ear::release);
            return ear;
        }

        @Override
        public void close() {
            signals.close();
            redis.close();
        }
    }

    @Test
    void what_one_replica_sends_all_hear() throws InterruptedException {
        try (Side one = new Side(URL);
                Side other = new Side(URL)) {
            Semaphore own = connected(one, "keys");
            Semaphore others = connected(other, "keys");

            one.signals.send("keys");

            assertThat(heard(own)).isTrue();
            assertThat(heard(others)).isTrue();
            other.signals.send("keys");
            assertThat(heard(own)).isTrue();
        }
    }

    @Test
    void a_topic_is_heard_by_those_who_listen_to_it() throws InterruptedException {
        try (Side side = new Side(URL)) {
            Semaphore keys = connected(side, "keys");
            Semaphore prices = side.ear("prices");

            side.signals.send("prices");

            assertThat(heard(prices)).isTrue();
            assertThat(keys.availablePermits()).isZero();
        }
    }

    @Test
    void nobody_hears_after_the_end_of_a_subscription() throws InterruptedException {
        try (Side side = new Side(URL)) {
            Semaphore kept = connected(side, "keys");
            Semaphore ended = new Semaphore(0);
            side.signals.on("keys", ended::release).close();

            side.signals.send("keys");

            assertThat(heard(kept)).isTrue();
            assertThat(ended.availablePermits()).isZero();
        }
    }

    @Test
    void one_that_fails_on_a_signal_keeps_nobody_from_hearing_it(CapturedOutput output) throws InterruptedException {
        try (Side side = new Side(URL)) {
            var _ = side.signals.on("keys", () -> {
                throw new IllegalStateException("on purpose");
            });
            Semaphore ear = connected(side, "keys");

            side.signals.send("keys");

            assertThat(heard(ear)).isTrue();
            assertThat(output).contains("A signal of tallyport:signal:keys was lost on its hearer");
        }
    }

    @Test
    void without_redis_nothing_waits_and_when_it_comes_everybody_looks_once(CapturedOutput output)
            throws InterruptedException {
        try (Cable cable = io.github.tallyport.servers.Redis.shared().cable()) {
            cable.cut();
            try (Side side = new Side(io.github.tallyport.servers.Redis.url(cable))) {
                Semaphore ear = side.ear("keys");
                side.signals.start();
                side.signals.send("keys");
                assertThat(ear.tryAcquire(500, TimeUnit.MILLISECONDS)).isFalse();

                cable.mend();

                assertThat(heard(ear)).isTrue();
                assertThat(times("Redis does not answer", output)).isEqualTo(1);
            }
        }
    }

    @Test
    void a_connection_that_is_cut_is_made_again_and_the_log_says_so_once(CapturedOutput output)
            throws InterruptedException {
        try (Cable cable = io.github.tallyport.servers.Redis.shared().cable();
                Side near = new Side(URL);
                Side far = new Side(io.github.tallyport.servers.Redis.url(cable))) {
            var _ = connected(near, "keys");
            Semaphore ear = connected(far, "keys");

            cable.cut();
            near.signals.send("keys");
            far.signals.send("keys");
            assertThat(ear.tryAcquire(1, TimeUnit.SECONDS)).isFalse();
            cable.mend();

            assertThat(heard(ear)).as("after the reconnect").isTrue();
            near.signals.send("keys");
            assertThat(heard(ear)).as("a new signal").isTrue();
            String where = "(127.0.0.1:" + cable.port() + ", for signals between replicas)";
            assertThat(times("Redis does not answer " + where, output)).isEqualTo(1);
            assertThat(times("Redis answers " + where, output)).isEqualTo(2);
        }
    }

    @Test
    void what_is_said_of_a_refused_password_is_not_the_password(CapturedOutput output) throws InterruptedException {
        String url = URL.replace("redis://", "redis://nobody:canary@");
        try (Side side = new Side(url)) {
            Semaphore ear = side.ear("keys");
            side.signals.start();

            assertThat(ear.tryAcquire(1, TimeUnit.SECONDS)).isFalse();
            assertThat(output).contains("WRONGPASS").doesNotContain("canary");
        }
    }

    @Test
    void nothing_is_sent_or_heard_where_there_is_no_redis() {
        Semaphore ear = new Semaphore(0);
        Signals none = new NoSignals();

        try (Signals.Subscription subscription = none.on("keys", ear::release)) {
            none.send("keys");
            assertThat(subscription).isNotNull();
        }

        assertThat(ear.availablePermits()).isZero();
    }

    /** Connects, and waits until it hears. */
    private static Semaphore connected(Side side, String topic) throws InterruptedException {
        Semaphore ear = side.ear(topic);
        side.signals.start();
        assertThat(heard(ear)).as("the look at what may have been missed").isTrue();
        return ear;
    }

    private static boolean heard(Semaphore ear) throws InterruptedException {
        return ear.tryAcquire(10, TimeUnit.SECONDS);
    }

    private static int times(String words, CapturedOutput output) {
        return output.getAll().split(Pattern.quote(words), -1).length - 1;
    }
}
