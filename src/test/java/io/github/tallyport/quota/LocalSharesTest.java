package io.github.tallyport.quota;

import static io.github.tallyport.quota.Claims.claim;
import static io.github.tallyport.quota.Claims.leases;
import static io.github.tallyport.quota.Claims.requests;
import static io.github.tallyport.quota.Claims.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.tallyport.servers.StoppableRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Three replicas whose Redis goes: what all of them together admit without it. */
@ExtendWith(OutputCaptureExtension.class)
class LocalSharesTest {
    private static final int REPLICAS = 3;
    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);

    private final String tenant = RedisHome.tenant();

    @Test
    void together_they_admit_the_limit_and_with_what_went_before_no_more_than_twice(
            @TempDir Path directory, CapturedOutput output) {
        try (StoppableRedis redis = StoppableRedis.start(directory);
                OpenReplica one = replica(redis);
                OpenReplica two = replica(redis);
                OpenReplica three = replica(redis)) {
            List<OpenReplica> all = List.of(one, two, three);
            all.forEach(replica -> replica.among(REPLICAS));
            long begin = System.nanoTime();
            int before = admitted(all, requests(tenant, 100));
            assertThat(before).as("in Redis").isGreaterThanOrEqualTo(100);

            redis.kill();
            all.forEach(replica -> replica.in(QuotaMode.State.LOCAL));

            int more = admitted(all, requests(tenant, 100));
            long refilled = 1
                    + 100 * (System.nanoTime() - begin) / Duration.ofMinutes(1).toNanos();
            System.out.printf("local: %d admitted by three replicas of 100, after %d in Redis%n", more, before);
            assertThat(before + more).isLessThanOrEqualTo(2 * 100 + (int) refilled);
            assertThat(more).isGreaterThanOrEqualTo(99);
            assertThat(admitted(all, leases(tenant, 2))).as("each one at least").isEqualTo(REPLICAS);
            assertThat(admitted(all, leases(tenant, 50))).isEqualTo(48 - REPLICAS);
            all.forEach(replica -> await().atMost(GONE_WITHIN)
                    .until(() -> replica.reserve(claim(tenant, 1, total(tenant, 0))) instanceof Decision.Refused));
            assertThat(admitted(all, total(tenant, 1100)))
                    .as("at 11 each, of 1100 less 700, shared and rounded down")
                    .isEqualTo(36);

            redis.startAgain();
            all.forEach(replica -> replica.in(QuotaMode.State.SHARED).among(REPLICAS));
            assertThat(times("Limits are counted without Redis from now on, mode LOCAL, 3 replicas known", output))
                    .isEqualTo(REPLICAS);
            assertThat(times("Limits are counted in Redis from now on", output)).isEqualTo(2 * REPLICAS);
            assertThat(all).allMatch(replica -> replica.mode().dropped() == 0);
        }
    }

    /** The ledger knows of 700. */
    private static OpenReplica replica(StoppableRedis redis) {
        return new OpenReplica(
                        redis.url(), WithoutRedis.LOCAL, (_, _) -> 700, Duration.ofSeconds(30), Duration.ofSeconds(1))
                .in(QuotaMode.State.SHARED);
    }

    private int admitted(List<OpenReplica> replicas, Limit limit) {
        return replicas.stream()
                .mapToInt(replica -> (int) IntStream.range(0, 200)
                        .filter(_ -> replica.reserve(claim(tenant, 1, limit)) instanceof Decision.Granted)
                        .count())
                .sum();
    }

    private static int times(String words, CapturedOutput output) {
        return output.getAll().split(words, -1).length - 1;
    }
}
