package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShareTest {
    @Test
    void shares_of_a_rate_or_of_leases_come_to_no_more_than_the_limit_unless_there_are_more_replicas_than_that() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            int replicas = random.nextInt(1, 50);
            long limit = random.nextLong(1, 1L << random.nextInt(1, 40));
            Share share = new Share(replicas);

            long rate = share(share, Claims.requests("a", limit));
            long leases = share(share, Claims.leases("a", limit));

            assertThat(rate).isEqualTo(leases).isPositive();
            assertThat(rate * replicas).isLessThanOrEqualTo(Math.max(limit, replicas));
            assertThat((rate + 1) * replicas).isGreaterThan(limit);
        }
    }

    @Test
    void shares_of_a_budget_come_to_no_more_than_it_has_left() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 10_000; i++) {
            int replicas = random.nextInt(1, 50);
            long amount = random.nextLong(0, 1L << random.nextInt(1, 57));
            long spent = random.nextLong(0, amount + 1);
            Share share = new Share(replicas);

            long left = share(share, Claims.day("a", amount))
                    - share.of((_, _) -> spent).in("a", Claims.day("a", amount));

            assertThat(left * replicas).isLessThanOrEqualTo(amount - spent);
            assertThat((left + 2) * replicas).isGreaterThan(amount - spent);
        }
    }

    private static long share(Share share, Limit limit) {
        return Amounts.of(share.of(List.of(limit)).getFirst());
    }
}
