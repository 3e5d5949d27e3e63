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

/**
 * Random steps, millions in the long form, over up to eighteen limits, against the {@link QuotaModel} (L2): reserve, settle, look, abandon, change
 * amounts, over several days. A refusal that changed a counter would show in the next step that looks at it.
 */
class ModelTest extends QuotaScene {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Spent LEDGER =
            (_, budget) -> Math.floorMod(budget.window().name().hashCode(), 500);

    private final QuotaModel model = new QuotaModel(LEDGER);
    private final Map<Long, Reservation> live = new HashMap<>();
    private final List<Long> toSettle = new ArrayList<>();
    private int granted;
    private int shortened;
    private int swept;

    @Override
    QuotaHome open(AtomicLong now, Spent spent) {
        return new MemoryHome(now, LEDGER);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(longs = {1, 2})
    void the_home_in_memory_decides_as_the_model_at_every_step(long seed) {
        Random random = new Random(seed);
        int steps = Soak.choose(500_000, 5_000_000);
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
            if (step % 1_000 == 0) {
                sweep();
            }
        }
        System.out.printf(
                "L2 seed %d: %d steps, %d granted, %d of them shortened, %d refused, %d swept: no difference%n",
                seed, steps, granted, shortened, refused, swept);
        assertThat(List.of(granted, shortened, refused, swept)).allMatch(number -> number > 100);
        assertThat(unaccounted()).isZero();
    }

    private boolean reserve(long step, Random random) {
        Claim claim = claim(random);
        Decision decision = Objects.requireNonNull(quota().reserve(claim).block());
        QuotaModel.Outcome outcome = model.reserve(step, claim, now.get());
        boolean agrees = decision.balances().equals(outcome.balances())
                && switch (decision) {
                    case Decision.Granted one -> outcome.limit() == null && one.cap() == outcome.cap();
                    case Decision.Refused one ->
                        one.limit().equals(outcome.limit())
                                && BigInteger.valueOf(one.wanted()).equals(outcome.wanted())
                                && BigInteger.valueOf(one.pause().toMillis()).equals(outcome.pause());
                };
        if (!agrees) {
            throw new AssertionError("step " + step + "\n" + claim + "\n" + decision + "\n" + outcome);
        }
        if (decision instanceof Decision.Granted one) {
            granted++;
            shortened += one.cap() < claim.cap() ? 1 : 0;
            live.put(step, one.reservation());
            if (random.nextInt(100) > 0) {
                toSettle.add(step);
            }
            return true;
        }
        return false;
    }

    private void settle(Random random) {
        if (toSettle.isEmpty()) {
            return;
        }
        Long id = toSettle.remove(random.nextInt(toSettle.size()));
        Reservation one = live.remove(id);
        if (one != null) {
            double share = random.nextInt(20) == 0 ? 1.5 : random.nextDouble();
            Used used = new Used((long) (one.tokens() * share), (long) (one.cost() * share));
            quota().settle(one, used);
            quota().settle(one, used);
            model.settle(id, used, now.get());
        }
    }

    private void look(Random random) {
        List<Limit> limits = claim(random).limits();
        List<Balance> balances = balances(limits.toArray(Limit[]::new));
        if (!balances.equals(model.balances(tenant, limits, now.get()))) {
            throw new AssertionError(balances + "\n" + model.balances(tenant, limits, now.get()));
        }
    }

    private void sweep() {
        advance(Duration.ZERO);
        for (Object old : model.sweep(MemoryHome.LONGEST, now.get())) {
            live.remove(old);
            swept++;
        }
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
                    long base = switch (period) {
                        case DAY -> 300_000;
                        case MONTH -> 2_000_000;
                        case TOTAL -> 10_000_000;
                    };
                    Limit.Budget budget = new Limit.Budget(whose, window, amount(random, base));
                    add(random, limits, random.nextInt(10) == 0 ? nearlySpent(budget, random) : budget);
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

    /** So much that what is left is scarcely enough. */
    private Limit.Budget nearlySpent(Limit.Budget budget, Random random) {
        long left = left(budget);
        assertThat(model.balances(tenant, List.of(budget), now.get()).getFirst().left())
                .isEqualTo(left);
        return new Limit.Budget(budget.whose(), budget.window(), budget.amount() - left + random.nextInt(300));
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
