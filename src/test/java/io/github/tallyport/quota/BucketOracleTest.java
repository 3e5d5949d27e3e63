package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One rate alone decides as Bucket4j does. */
class BucketOracleTest extends QuotaScene {
    @Override
    QuotaHome open(AtomicLong now, Spent spent) {
        return new MemoryHome(now, spent);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 60, 97, 9_973, 60_000, 1_234_567, 100_000_007})
    void a_rate_decides_as_the_bucket_of_another_library(long perMinute) {
        Bucket oracle = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(perMinute)
                        .refillGreedy(perMinute, Duration.ofMinutes(1))
                        .build())
                .withCustomTimePrecision(millis())
                .build();
        Random random = new Random(perMinute);
        int admitted = 0;
        for (int step = 0; step < 20_000; step++) {
            now.addAndGet(random.nextInt(4) == 0 ? random.nextInt(3_000) : random.nextInt(20));
            long wanted = 1 + random.nextLong(Math.max(1, perMinute / 20));

            boolean taken = decide(ask(tokens(perMinute)).cap(wanted)) instanceof Decision.Granted;

            assertThat(taken).isEqualTo(oracle.tryConsume(wanted));
            assertThat(left(tokens(perMinute))).isEqualTo(oracle.getAvailableTokens());
            admitted += taken ? 1 : 0;
        }
        System.out.printf("Bucket4j: of %d per minute, %d of 20000 admitted by both%n", perMinute, admitted);
        assertThat(admitted).isBetween(1, 19_999);
    }

    private TimeMeter millis() {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(now.get());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
