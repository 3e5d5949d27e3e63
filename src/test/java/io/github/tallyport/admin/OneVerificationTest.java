package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tallyport.books.Verified;
import io.github.tallyport.fault.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import tools.jackson.databind.node.JsonNodeFactory;

/** A verification that takes its time. */
class OneVerificationTest {
    private static final Verified NOTHING = new Verified(0, 0, 0, Instant.EPOCH, 0, List.of());
    private static final Call CALL = new Call(
            "admin",
            "req",
            Map.of(),
            new Given(Map.of()),
            Tags.of("", List.of()),
            JsonNodeFactory.instance.objectNode());

    @Test
    void there_is_one_at_a_time() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Operation verify = operation(() -> {
            begun.countDown();
            awaited(end);
            return NOTHING;
        });
        CompletableFuture<Reply> first =
                CompletableFuture.supplyAsync(() -> verify.work().apply(CALL));
        begun.await();

        Refusal second = catchThrowableOfType(Refusal.class, () -> verify.work().apply(CALL));
        end.countDown();

        assertThat(second.fault().status()).isEqualTo(409);
        assertThat(second.fault().code()).isEqualTo("verification_running");
        assertThat(((VerifiedView) first.get().body()).ok()).isTrue();
        assertThat(((VerifiedView) verify.work().apply(CALL).body()).ok()).isTrue();
    }

    @Test
    void one_that_fails_is_not_in_the_way_of_the_next() {
        Operation verify = operation(() -> {
            throw new IllegalStateException("the database is away");
        });
        assertThatThrownBy(() -> verify.work().apply(CALL)).hasMessage("the database is away");
        assertThatThrownBy(() -> verify.work().apply(CALL)).hasMessage("the database is away");
    }

    @Test
    void whoever_waits_for_it_waits_as_long_as_it_takes() {
        CountDownLatch end = new CountDownLatch(1);
        Desk desk = new Desk();
        Supplier<String> work = () -> {
            awaited(end);
            return "done";
        };
        assertThat(operation(() -> NOTHING).patient()).isTrue();
        StepVerifier.withVirtualTime(() -> desk.ask(work))
                .thenAwait(Duration.ofSeconds(16))
                .expectError(Refusal.class)
                .verify(Duration.ofSeconds(10));
        StepVerifier.withVirtualTime(() -> desk.askPatiently(work))
                .expectSubscription()
                .expectNoEvent(Duration.ofDays(1))
                .then(end::countDown)
                .expectNext("done")
                .expectComplete()
                .verify(Duration.ofSeconds(10));
        desk.close();
    }

    private static Operation operation(Supplier<Verified> verification) {
        return new LedgerCalls(verification).operations().getFirst();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
