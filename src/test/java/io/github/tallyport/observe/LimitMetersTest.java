package io.github.tallyport.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.LimitWatch;
import io.github.tallyport.quota.Scope;
import io.github.tallyport.quota.Whose;
import io.github.tallyport.quota.Window;
import io.github.tallyport.tenancy.Period;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class LimitMetersTest {
    private static final Whose TENANT = new Whose(Scope.TENANT, "acme", null);
    private static final Limit TOKENS = new Limit.Rate(new Whose(Scope.KEY, "k", "m"), Limit.Unit.TOKENS, 500);
    private static final Limit MONTH =
            new Limit.Budget(TENANT, Window.at(Period.MONTH, ZoneOffset.UTC, Instant.EPOCH), 2_000_000_000);

    @Test
    void what_is_left_and_who_refuses_is_shown_by_names_that_operators_gave() {
        Watch watch = new Watch();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (LimitMeters meters = new LimitMeters(watch)) {
            meters.bindTo(registry);
            watch.listeners.forEach(listener -> {
                listener.accept("acme", MONTH);
                listener.accept("acme", MONTH);
                listener.accept("acme", new Limit.Concurrency(TENANT, 5));
            });

            await().untilAsserted(() -> {
                assertThat(registry.get("tallyport.limit.remaining")
                                .tags("tenant", "acme", "scope", "key", "limit", "tokens_per_minute", "model", "m")
                                .gauge()
                                .value())
                        .isEqualTo(77);
                assertThat(registry.get("tallyport.limit.remaining")
                                .tags("tenant", "acme", "scope", "tenant", "limit", "budget_month", "model", "all")
                                .gauge()
                                .value())
                        .isEqualTo(1.5);
            });
            assertThat(refusals(registry, "budget_month")).isEqualTo(2);
            assertThat(refusals(registry, "concurrent_requests")).isEqualTo(1);
        }
    }

    private static double refusals(SimpleMeterRegistry registry, String limit) {
        return registry.get("tallyport.limit.refusals")
                .tags("tenant", "acme", "scope", "tenant", "limit", limit, "model", "all")
                .counter()
                .count();
    }

    private static final class Watch implements LimitWatch {
        private final List<BiConsumer<String, Limit>> listeners = new ArrayList<>();

        @Override
        public List<Left> remaining() {
            return List.of(new Left("acme", TOKENS, 77), new Left("acme", MONTH, 1_500_000_000));
        }

        @Override
        public void whenRefused(BiConsumer<String, Limit> listener) {
            listeners.add(listener);
        }
    }
}
