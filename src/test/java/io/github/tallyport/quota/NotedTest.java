package io.github.tallyport.quota;

import static io.github.tallyport.quota.Claims.claim;
import static io.github.tallyport.quota.Claims.leases;
import static io.github.tallyport.quota.Claims.requests;
import static io.github.tallyport.quota.Claims.tokens;
import static io.github.tallyport.quota.Claims.total;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotedTest {
    private final AtomicLong now = new AtomicLong(Claims.NOON.toEpochMilli());
    private final MemoryHome home = new MemoryHome(now, (_, _) -> 0);
    private final Noted noted = new Noted(home.quota(), () -> Instant.ofEpochMilli(now.get()));

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void what_is_left_follows_claims_settlements_and_time_until_nobody_has_asked_for_a_minute() {
        Limit[] limits = {requests("a", 60), tokens("a", 600), leases("a", 5), total("a", 1000)};
        Reservation reservation = granted(claim("a", 90, limits));
        assertThat(left()).containsExactlyInAnyOrder(59L, 500L, 4L, 900L);

        noted.settle(reservation, new Used(40, 40));
        assertThat(left()).containsExactlyInAnyOrder(59L, 560L, 5L, 960L);

        now.addAndGet(1_000);
        assertThat(left()).containsExactlyInAnyOrder(60L, 570L, 5L, 960L);

        now.addAndGet(Duration.ofMinutes(1).toMillis());
        assertThat(left()).isEmpty();
    }

    @Test
    void of_a_tenants_keys_the_one_with_least_is_shown_and_refusals_are_told() {
        List<Limit> refused = new ArrayList<>();
        noted.whenRefused((tenant, limit) -> {
            assertThat(tenant).isEqualTo("a");
            refused.add(limit);
        });
        Limit one = new Limit.Rate(new Whose(Scope.KEY, "one", null), Limit.Unit.REQUESTS, 10);
        Limit two = new Limit.Rate(new Whose(Scope.KEY, "two", null), Limit.Unit.REQUESTS, 1);
        granted(claim("a", 1, one));
        granted(claim("a", 1, two));
        assertThat(noted.reserve(claim("a", 1, two)).block()).isInstanceOf(Decision.Refused.class);

        assertThat(left()).containsExactly(0L);
        assertThat(refused).containsExactly(two);
    }

    private Reservation granted(Claim claim) {
        if (noted.reserve(claim).block() instanceof Decision.Granted granted) {
            return granted.reservation();
        }
        throw new AssertionError("refused");
    }

    private List<Long> left() {
        return noted.remaining().stream().map(LimitWatch.Left::left).toList();
    }
}
