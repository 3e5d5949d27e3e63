package io.github.tallyport.observe;

import java.time.Duration;
import java.util.stream.LongStream;

/** Bounds of histograms. Answers of language models take from tens of milliseconds to ten minutes. */
final class Buckets {
    /** The bounds of OpenTelemetry's conventions for generative AI, and three more for long answers. */
    static final Duration[] ANSWERS = millis(
            10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 10_240, 20_480, 40_960, 81_920, 163_840, 327_680,
            600_000);

    /** For what the gateway itself takes. */
    static final Duration[] OWN_TIME = micros(
            50, 100, 200, 400, 800, 1_500, 3_000, 6_000, 12_000, 25_000, 50_000, 100_000, 250_000, 1_000_000,
            5_000_000);

    /** Tokens, by the same conventions. */
    static final double[] TOKENS = LongStream.iterate(1, bound -> bound <= 67_108_864, bound -> bound * 4)
            .asDoubleStream()
            .toArray();

    private Buckets() {}

    private static Duration[] millis(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private static Duration[] micros(long... bounds) {
        return LongStream.of(bounds)
                .mapToObj(bound -> Duration.ofNanos(bound * 1_000))
                .toArray(Duration[]::new);
    }
}
