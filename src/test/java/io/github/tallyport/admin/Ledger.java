package io.github.tallyport.admin;

import io.github.tallyport.books.Booked;
import io.github.tallyport.books.Books;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Labels;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.ledger.Times;
import io.github.tallyport.openai.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** An office's ledger, and requests that never were to fill it with. */
final class Ledger {
    static final Instant FIRST = Instant.parse("2026-03-28T20:00:00Z");
    static final Instant LAST = FIRST.plusSeconds(32 * 3600);
    static final Price PRICE = new Price(Instant.parse("2025-09-28T16:00:00Z"), 3500, 350, 5500);
    private static final Map<String, ZoneId> TENANTS = Map.of(
            "berlin", ZoneId.of("Europe/Berlin"),
            "kathmandu", ZoneId.of("Asia/Kathmandu"),
            "st-johns", ZoneId.of("America/St_Johns"));
    private static final List<String> MODELS = List.of(Office.MODEL, "other, \"model\"");

    private final Random random = new Random(4);
    private final Office office;
    private final long journal;
    private final Books books;
    private final List<Booked> rows = new ArrayList<>();

    Ledger(Office office) {
        this(office, 1);
    }

    /** @param journal another one for another ledger of the same office */
    Ledger(Office office, long journal) {
        this.office = office;
        this.journal = journal;
        books = office.gateway().bean(Books.class);
    }

    boolean isOf(Office one) {
        return office.equals(one);
    }

    /** All that were put in. */
    List<Booked> rows() {
        return rows;
    }

    Booked add(Asking asking, Usage usage, CacheState cache) {
        boolean spared = cache == CacheState.HIT;
        long priced = asking.price() == null ? 0 : asking.price().cost(usage);
        return add(new Receipt(
                asking,
                spared ? Ending.CACHED : Ending.ANSWERED,
                200,
                null,
                "stop",
                spared ? 0 : 1,
                new Times(1_500_000_000, 250_000_000, -1),
                usage,
                spared ? 0 : priced,
                null,
                cache,
                spared ? priced : 0));
    }

    Booked add(Receipt receipt) {
        Booked row = new Booked(journal, rows.size() + 1L, receipt);
        books.write(List.of(row));
        rows.add(row);
        return row;
    }

    /** Requests of all tenants, over the night in which clocks change in Berlin. */
    void addRandom(int count) {
        List<Booked> batch = IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Booked(journal, rows.size() + (long) i, random()))
                .toList();
        books.write(batch);
        rows.addAll(batch);
    }

    private Receipt random() {
        String tenant = List.of("berlin", "kathmandu", "st-johns").get(random.nextInt(3));
        long prompt = random.nextLong(1, 100_000);
        long completion = random.nextLong(1, 10_000);
        Usage usage = random.nextInt(4) == 0
                ? new Usage.Estimated(prompt, completion)
                : new Usage.Reported(prompt, random.nextLong(prompt), completion, random.nextLong(completion));
        Instant at = FIRST.plusMillis(random.nextLong(32 * 3_600_000L));
        String model = MODELS.get(random.nextInt(2));
        boolean spared = random.nextInt(5) == 0;
        long priced = PRICE.cost(usage);
        return new Receipt(
                asking(tenant, tenant + "-key-" + random.nextInt(4), model, at),
                spared ? Ending.CACHED : Ending.ANSWERED,
                200,
                random.nextBoolean() ? null : "a \"code\",\r\nof two lines",
                random.nextBoolean() ? null : "",
                random.nextInt(3),
                new Times(random.nextLong(90_000) * 1_000_000, random.nextBoolean() ? -1 : 7_000_000, -1),
                usage,
                spared ? 0 : priced,
                random.nextBoolean() ? null : "0.00012",
                spared ? CacheState.HIT : CacheState.MISS,
                spared ? priced : 0);
    }

    Asking asking(String tenant, String key, String model, Instant at) {
        return new Asking(
                "req_" + random.nextInt(1000),
                at.toEpochMilli(),
                tenant,
                key,
                TENANTS.getOrDefault(tenant, ZoneId.of("UTC")),
                model,
                "wcode",
                random.nextBoolean(),
                PRICE,
                random.nextBoolean() ? Labels.NONE : new Labels("aa", "bb", Map.of("team", "测试 🙂", "a", "\"\\,")),
                new Reserved(random.nextLong(1000), random.nextLong(1000), random.nextLong(1_000_000)));
    }

    static boolean isInTheNight(Asking asking) {
        Instant at = Instant.ofEpochMilli(asking.receivedAt());
        return !at.isBefore(FIRST) && at.isBefore(LAST);
    }

    /** The columns of a report of that night, by their names; money in yuan. */
    Map<Map<String, String>, List<BigDecimal>> sums(List<String> by) {
        Map<Map<String, String>, List<BigDecimal>> sums = new HashMap<>();
        for (Booked row : rows) {
            Receipt receipt = row.receipt();
            Asking asking = receipt.asking();
            if (isInTheNight(asking)) {
                String day = Instant.ofEpochMilli(asking.receivedAt())
                        .atZone(asking.zone())
                        .toLocalDate()
                        .toString();
                Map<String, String> all = new HashMap<>(Map.of(
                        "tenant",
                        String.valueOf(asking.tenant()),
                        "key",
                        String.valueOf(asking.key()),
                        "model",
                        String.valueOf(asking.model()),
                        "day",
                        day));
                all.keySet().retainAll(by);
                Usage usage = receipt.usage();
                List<BigDecimal> numbers = List.of(
                        BigDecimal.ONE,
                        BigDecimal.valueOf(usage.prompt()),
                        BigDecimal.valueOf(usage.cached()),
                        BigDecimal.valueOf(usage.completion()),
                        BigDecimal.valueOf(usage.reasoning()),
                        BigDecimal.valueOf(receipt.cost(), 9),
                        BigDecimal.valueOf(receipt.saved(), 9));
                sums.merge(all, numbers, Ledger::added);
            }
        }
        return sums;
    }

    private static List<BigDecimal> added(List<BigDecimal> one, List<BigDecimal> other) {
        List<BigDecimal> sum = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sum.add(one.get(i).add(other.get(i)));
        }
        return sum;
    }
}
