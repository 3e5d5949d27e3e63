package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.tenancy.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What limits cost a request in memory, with the system's clock; {@code ./mvnw verify -Pbench}. Prints, asserts no time. */
@Tag("bench")
class QuotaBenchTest {
    private static final int ROUND = 200_000;
    private static final int ROUNDS = 15;

    @Test
    void reserving_and_settling_eighteen_limits() {
        MemoryQuota quota = new MemoryQuota(
                new Inquiries((_, _) -> 0, Runnable::run),
                Duration.ofSeconds(1),
                MemoryHome.LONGEST,
                InstantSource.system());
        Claim claim = new Claim("acme", "key-1", limits(), 100, 350_000, 1_000, 1, 5_500, true);
        assertThat(claim.limits()).hasSize(18);
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < ROUND; i++) {
                if (quota.reserve(claim).block() instanceof Decision.Granted granted) {
                    quota.settle(granted.reservation(), new Used(400, 0));
                } else {
                    throw new AssertionError("refused");
                }
            }
            nanos[round] = (System.nanoTime() - start) / ROUND;
        }
        assertThat(quota.live()).isZero();
        assertThat(quota.unaccounted()).hasValue(0);
        System.out.printf("reserve + settle, 18 limits: %s ns by round of %d%n", Arrays.toString(nanos), ROUND);
    }

    private static List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            String id = scope == Scope.KEY ? "key-1" : "acme";
            for (String model : Arrays.asList(null, "deepseek/deepseek-v3.2-exp")) {
                Whose whose = new Whose(scope, id, model);
                limits.add(new Limit.Concurrency(whose, 100));
                limits.add(new Limit.Rate(whose, Limit.Unit.REQUESTS, 1_000_000_000_000L));
                limits.add(new Limit.Rate(whose, Limit.Unit.TOKENS, 1_000_000_000_000L));
            }
            for (Period period : Period.values()) {
                Window window = Window.at(period, ZoneOffset.UTC, Instant.now());
                limits.add(new Limit.Budget(new Whose(scope, id, null), window, 1_000_000_000_000L));
            }
        }
        return limits;
    }
}
