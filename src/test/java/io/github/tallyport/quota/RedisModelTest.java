package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.soak.Soak;
import io.github.tallyport.tenancy.Period;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random steps against the {@link QuotaModel} (L2), as in memory, but that nothing is abandoned: that ends by leases here. */
class RedisModelTest extends QuotaScene {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Spent LEDGER =
            (_, budget) -> Math.floorMod(budget.window().name().hashCode(), 500);
    /** Far less than a lease. */
    private static final int RENEWED_EVERY = 20;

    private final QuotaModel model = new QuotaModel(LEDGER);
    private final Map<Long, Reservation> live = new HashMap<>();
    private final List<Long> toSettle = new ArrayList<>();
    private int granted;
    private int shortened;

    @Override
    QuotaHome open(AtomicLong now, Spent spent) {
        return RedisHome.at(now, LEDGER);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(longs = {1, 2})
    void the_home_in_redis_decides_as_the_model_at_every_step(long seed) {
        Random random = new Random(seed);
        int steps = Soak.choose(5_000, 500_000);
        int refused = 0;
        for (long step = 0; step < steps; step++) {
            now.addAndGet(random.nextInt(3) == 0 ? random.nextInt(2_000) : 0);
            int what = random.nextInt(100);
            if (what < 50) {
                refused += reserve(step, random) ? 0 : 1;
            } else if (what < 98) {
                settle(random);
            } else {
                look(random);
            }
            if (step % RENEWED_EVERY == 0) {
                advance(Duration.ZERO);
            }
        }
        System.out.printf(
                "L2 redis, seed %d: %d steps, %d granted, %d of them shortened, %d refused: no difference%n",
                seed, steps, granted, shortened, refused);
        assertThat(List.of(granted, shortened, refused)).allMatch(number -> number > 100);
    }

    private boolean reserve(long step, Random random) {
        Claim claim = claim(random);
        Decision decision = Objects.requireNonNull(quota().reserve(claim).block());
        QuotaModel.Outcome outcome = model.reserve(step, claim, now.get());
        assertThat(decision.balances()).as("step %s, %s", step, claim).isEqualTo(outcome.balances());
        switch (decision) {
            case Decision.Granted one -> {
                assertThat(outcome.limit()).as("step %s, %s", step, claim).isNull();
                assertThat(one.cap()).as("step %s, %s", step, claim).isEqualTo(outcome.cap());
                granted++;
                shortened += one.cap() < claim.cap() ? 1 : 0;
                live.put(step, one.reservation());
                toSettle.add(step);
            }
            case Decision.Refused one -> {
                assertThat(one.limit()).as("step %s, %s", step, claim).isEqualTo(outcome.limit());
                assertThat(BigInteger.valueOf(one.wanted())).as("step %s", step).isEqualTo(outcome.wanted());
                assertThat(BigInteger.valueOf(one.pause().toMillis()))
                        .as("step %s, %s", step, claim)
                        .isEqualTo(outcome.pause());
            }
        }
        return decision instanceof Decision.Granted;
    }

    private void settle(Random random) {
        if (toSettle.isEmpty()) {
            return;
        }
        Long id = toSettle.remove(random.nextInt(toSettle.size()));
        Reservation one = Objects.requireNonNull(live.remove(id));
        int percent = random.nextInt(20) == 0 ? 150 : random.nextInt(101);
        Used used = new Used(one.tokens() * percent / 100, one.cost() * percent / 100);
        quota().settle(one, used);
        quota().settle(one, used);
        model.settle(id, used, now.get());
        settled();
    }

    private void look(Random random) {
        List<Limit> limits = claim(random).limits();
        assertThat(balances(limits.toArray(Limit[]::new))).isEqualTo(model.balances(tenant, limits, now.get()));
    }

    private Claim claim(Random random) {
        String key = "key-" + random.nextInt(2);
        List<Limit> limits = new ArrayList<>();
        for (Whose whose : whose(key)) {
            add(random, limits, new Limit.Concurrency(whose, amount(random, 15)));
            add(random, limits, new Limit.Rate(whose, Limit.Unit.REQUESTS, amount(random, 40)));
            add(random, limits, new Limit.Rate(whose, Limit.Unit.TOKENS, amount(random, 1_500)));
            if (whose.model() == null) {
                for (Period period : Period.values()) {
                    Window window = Window.at(period, ZONE, Instant.ofEpochMilli(now.get()));
                    if (random.nextInt(5) < 2) {
                        limits.add(new Limit.Budget(whose, window, scarce(random, whose, window)));
                    }
                }
            }
        }
        return new Claim(
                tenant,
                key,
                limits,
                random.nextInt(20),
                random.nextInt(20),
                1 + random.nextInt(50),
                1 + random.nextInt(3),
                random.nextInt(6),
                random.nextBoolean());
    }

    /** Mostly about as much more than what is gone as a claim costs. */
    private long scarce(Random random, Whose whose, Window window) {
        List<Limit> nothing = List.of(new Limit.Budget(whose, window, 0));
        long gone = -model.balances(tenant, nothing, now.get()).getFirst().left();
        return switch (random.nextInt(10)) {
            case 0 -> gone / 2;
            case 1, 2 -> gone + random.nextInt(200);
            default -> gone + 200 + random.nextInt(2_000);
        };
    }

    private List<Whose> whose(String key) {
        List<Whose> all = new ArrayList<>();
        for (String model : Arrays.asList(null, "model")) {
            all.add(new Whose(Scope.KEY, key, model));
            all.add(new Whose(Scope.TENANT, tenant, model));
        }
        return all;
    }

    private static void add(Random random, List<Limit> limits, Limit limit) {
        if (random.nextInt(5) < 2) {
            limits.add(limit);
        }
    }

    /** Mostly the same; lowered, raised, tiny or the most that is possible at times. */
    private static long amount(Random random, long usual) {
        return switch (random.nextInt(60)) {
            case 0, 1 -> usual / 2;
            case 2, 3 -> usual * 2;
            case 4 -> 1 + random.nextInt(50);
            case 5 -> 1_000_000_000_000L;
            default -> usual;
        };
    }
}
