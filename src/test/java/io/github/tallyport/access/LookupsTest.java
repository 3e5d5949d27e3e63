package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.tenancy.Fingerprint;
import io.github.tallyport.tenancy.Pepper;
import io.github.tallyport.tenancy.TestTenancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LookupsTest {
    private static final LookedUp NOBODY = new LookedUp(0, null);

    private final Pepper pepper = new Pepper(TestTenancy.PEPPER);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @Test
    void one_secret_is_asked_for_once_however_many_wait() {
        try (Lookups lookups = new Lookups(this::slowly, limits(2, 10, Duration.ofSeconds(30)))) {
            List<CompletableFuture<LookedUp>> all = ask(lookups, 20, i -> "same");
            answer.countDown();

            assertThat(all)
                    .allSatisfy(one -> assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(NOBODY));
            assertThat(queries).hasValue(1);
        }
    }

    @Test
    void only_so_many_run_at_once_and_what_does_not_fit_is_refused_at_once() {
        try (Lookups lookups = new Lookups(this::slowly, limits(2, 10, Duration.ofSeconds(30)))) {
            List<CompletableFuture<LookedUp>> waiting = ask(lookups, 10, i -> "key " + i);
            CompletableFuture<LookedUp> oneTooMany = lookups.of(pepper.fingerprint("one too many"));

            assertThat(oneTooMany).isCompletedExceptionally();
            assertThatThrownBy(oneTooMany::join).hasCauseInstanceOf(Lookups.Unanswered.class);
            answer.countDown();
            waiting.forEach(CompletableFuture::join);
            assertThat(queries).hasValue(10);
            assertThat(mostAtOnce).hasValueLessThanOrEqualTo(2);
            assertThat(lookups.of(pepper.fingerprint("one too many")).join()).isEqualTo(NOBODY);
        }
    }

    @Test
    void nobody_waits_longer_than_the_time_out() {
        try (Lookups lookups = new Lookups(this::slowly, limits(2, 10, Duration.ofMillis(50)))) {
            CompletableFuture<LookedUp> asked = lookups.of(pepper.fingerprint("slow"));

            assertThatThrownBy(() -> asked.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void a_query_that_fails_fails_those_who_wait_and_is_tried_again() {
        Function<Fingerprint, LookedUp> broken = fingerprint -> {
            if (queries.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
            }
            return NOBODY;
        };
        try (Lookups lookups = new Lookups(broken, limits(2, 10, Duration.ofSeconds(30)))) {
            assertThatThrownBy(() -> lookups.of(pepper.fingerprint("a")).join())
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(lookups.of(pepper.fingerprint("a")).join()).isEqualTo(NOBODY);
        }
    }

    @Test
    void a_gateway_that_stops_answers_those_who_ask() {
        Lookups lookups = new Lookups(this::slowly, limits(2, 10, Duration.ofSeconds(30)));
        lookups.close();

        assertThatThrownBy(() -> lookups.of(pepper.fingerprint("late")).join())
                .hasCauseInstanceOf(Lookups.Unanswered.class);
    }

    private LookedUp slowly(Fingerprint fingerprint) {
        queries.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            assertThat(answer.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            atOnce.decrementAndGet();
        }
        return NOBODY;
    }

    private List<CompletableFuture<LookedUp>> ask(Lookups lookups, int times, Function<Integer, String> secret) {
        List<CompletableFuture<LookedUp>> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(lookups.of(pepper.fingerprint(secret.apply(i))));
        }
        return all;
    }

    private static AccessProperties.Keys limits(int lookups, int waiting, Duration timeout) {
        return new AccessProperties.Keys(
                10,
                10,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                lookups,
                waiting,
                timeout);
    }
}
