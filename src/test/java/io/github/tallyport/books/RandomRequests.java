package io.github.tallyport.books;

import io.github.tallyport.catalogue.Price;
import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Labels;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.ledger.Times;
import io.github.tallyport.openai.Usage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Requests of a few tenants in odd zones, around the two nights of 2026 on which clocks change in Berlin and St. John's. Some
 * begin exactly where something else does.
 */
final class RandomRequests {
    static final Instant FIRST = Instant.parse("2026-03-07T20:00:00Z");
    static final Instant LAST = Instant.parse("2026-03-30T04:00:00Z");

    private static final List<Instant> NIGHTS = List.of(FIRST, Instant.parse("2026-03-28T20:00:00Z"));
    private static final long NIGHT = 32 * 3_600_000L;
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Asia/Shanghai"),
            ZoneId.of("Pacific/Chatham"));
    private static final String[] MODELS = {"deepseek/deepseek-v3.2-exp", "other", null};
    private static final List<CacheState> CACHES = List.of(CacheState.values());
    private static final Instant DATED = Instant.parse("2025-09-28T16:00:00Z");

    private final Random random;
    private final List<Instant> times;
    private final long length;

    RandomRequests(long seed) {
        this(seed, NIGHTS, NIGHT);
    }

    /** As they come while a gateway runs: all within a minute. */
    static RandomRequests live(long seed) {
        return new RandomRequests(seed, List.of(FIRST), 60_000);
    }

    private RandomRequests(long seed, List<Instant> times, long length) {
        this.random = new Random(seed);
        this.times = times;
        this.length = length;
    }

    List<Booked> list(long journal, int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(number -> one(journal, number))
                .toList();
    }

    Booked one(long journal, long number) {
        int tenant = random.nextInt(ZONES.size());
        @Nullable String model = MODELS[random.nextInt(MODELS.length)];
        @Nullable
        Price price = model == null
                ? null
                : new Price(DATED, random.nextLong(10_000), random.nextLong(3_000), random.nextLong(20_000));
        Usage usage = usage();
        CacheState cache = CACHES.get(random.nextInt(CACHES.size()));
        boolean spared = cache == CacheState.HIT || cache == CacheState.SHARED;
        long priced = price == null ? 0 : price.cost(usage);
        long cost = spared ? Price.part(priced, random.nextBoolean() ? 0 : 25) : priced;
        Asking asking = new Asking(
                "req_" + random.nextInt(1000),
                moment().toEpochMilli(),
                "tenant-" + tenant,
                "key" + tenant + random.nextInt(3),
                ZONES.get(tenant),
                model,
                spared ? null : "wcode",
                random.nextBoolean(),
                price,
                random.nextBoolean() ? Labels.NONE : new Labels("aa", "bb", Map.of("team", "测试 🙂", "a", "\"\\")),
                new Reserved(random.nextLong(1000), random.nextLong(1000), random.nextLong(1_000_000)));
        Receipt receipt = new Receipt(
                asking,
                spared ? Ending.CACHED : Ending.ANSWERED,
                200,
                random.nextBoolean() ? null : "a_code",
                random.nextBoolean() ? null : "stop",
                random.nextInt(4),
                new Times(random.nextLong(100_000) * 1_000_000, random.nextBoolean() ? -1 : 7_000_000, -1),
                usage,
                cost,
                random.nextBoolean() ? null : "0.00012",
                cache,
                priced - cost);
        return new Booked(journal, number, receipt);
    }

    private Usage usage() {
        long prompt = random.nextLong(1, 100_000);
        long completion = random.nextLong(1, 10_000);
        return random.nextInt(4) == 0
                ? new Usage.Estimated(prompt, completion)
                : new Usage.Reported(prompt, random.nextLong(prompt), completion, random.nextLong(completion));
    }

    /** In one of the nights; every fourth at a whole quarter of an hour or a millisecond beside it. */
    Instant moment() {
        Instant any = times.get(random.nextInt(times.size())).plusMillis(random.nextLong(length));
        return random.nextInt(4) > 0
                ? any
                : Instant.ofEpochMilli(Span.QUARTER.floor(any.toEpochMilli()) + random.nextInt(-1, 2));
    }

    Random random() {
        return random;
    }
}
