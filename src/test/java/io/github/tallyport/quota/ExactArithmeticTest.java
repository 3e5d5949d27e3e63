package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.soak.Soak;
import io.github.tallyport.tenancy.Period;
import java.math.BigInteger;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts make of numbers, the largest included, against numbers without bounds. */
class ExactArithmeticTest {
    private static final BigInteger MINUTE = BigInteger.valueOf(60_000);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int STEPS = Soak.choose(400, 4_000);

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(longs = {1, 2, 3})
    void what_a_budget_can_pay_is_exact_to_the_last_nano_yuan(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] spent = new long[1];
        try (RedisHome home = RedisHome.at(RedisHome.someTime(), (_, _) -> spent[0])) {
            for (int i = 0; i < STEPS; i++) {
                String tenant = "arithmetic-" + seed + "-" + i + "-" + System.nanoTime();
                long amount = some(random, Long.MAX_VALUE);
                spent[0] = some(random, amount);
                Limit.Budget budget = new Limit.Budget(
                        Claims.tenant(tenant), Window.at(Period.TOTAL, ZoneOffset.UTC, Claims.NOON), amount);
                Claim claim = new Claim(
                        tenant,
                        Ask.KEY,
                        List.of(budget),
                        some(random, 1_000_000),
                        some(random, amount),
                        1 + some(random, Long.MAX_VALUE - 1),
                        1 + random.nextLong(0, 3),
                        some(random, amount),
                        true);

                checked(home.reserve(claim), claim, amount, spent[0]);

                home.connection()
                        .sync()
                        .del(KeyNames.counter(tenant, budget), KeyNames.held(tenant), KeyNames.due(tenant));
            }
        }
    }

    private static void checked(Decision decision, Claim claim, long amount, long spent) {
        BigInteger left = big(amount).subtract(big(spent));
        BigInteger each = big(claim.choices()).multiply(big(claim.tokenCost()));
        BigInteger cap = big(claim.cap());
        BigInteger paid = left.subtract(big(claim.promptCost()));
        BigInteger granted = paid.signum() < 0
                ? BigInteger.ZERO
                : each.signum() == 0 ? cap : paid.divide(each).min(cap);
        if (granted.signum() == 0) {
            assertThat(decision).as("%s", claim).isInstanceOf(Decision.Refused.class);
            assertThat(decision.balances().getFirst().left()).isEqualTo(left.longValueExact());
        } else {
            BigInteger cost = big(claim.promptCost()).add(each.multiply(granted));
            assertThat(decision)
                    .as("%s", claim)
                    .isInstanceOfSatisfying(
                            Decision.Granted.class, one -> assertThat(one.cap()).isEqualTo(granted.longValueExact()));
            assertThat(decision.balances().getFirst().left())
                    .as("%s", claim)
                    .isEqualTo(left.subtract(cost).longValueExact());
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void money_adds_up_beyond_what_a_long_can_hold() {
        String tenant = RedisHome.tenant();
        Limit.Budget budget = Claims.total(tenant, Long.MAX_VALUE);
        try (RedisHome home = RedisHome.at(RedisHome.someTime(), (_, _) -> 0)) {
            for (int i = 0; i < 3; i++) {
                Decision decision = home.reserve(new Claim(tenant, Ask.KEY, List.of(budget), 0, 0, 1, 1, 0, false));
                if (decision instanceof Decision.Granted granted) {
                    home.quota().settle(granted.reservation(), new Used(0, Long.MAX_VALUE - i));
                }
            }
            home.settled();

            assertThat(home.spent(tenant, budget))
                    .isEqualTo(MOST.multiply(big(3)).subtract(big(3)).toString());
            assertThat(home.balances(tenant, budget).getFirst().left()).isZero();
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(longs = {1, 2, 3})
    void a_bucket_refills_exactly_at_any_rate_and_any_pace(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (RedisHome home = RedisHome.at(RedisHome.someTime(), (_, _) -> 0)) {
            for (int bucket = 0; bucket < 30; bucket++) {
                String tenant = RedisHome.tenant();
                long perMinute = 1 + some(random, 999_999_999_999L);
                BigInteger level = big(perMinute).multiply(MINUTE);
                for (int i = 0; i < STEPS / 30; i++) {
                    long passed = random.nextBoolean() ? random.nextLong(0, 100) : random.nextLong(0, 70_000);
                    home.pass(Duration.ofMillis(passed));
                    level = level.add(big(perMinute).multiply(big(passed)))
                            .min(big(perMinute).multiply(MINUTE));
                    if (random.nextInt(10) == 0) {
                        long other = 1 + some(random, 999_999_999_999L);
                        level = level.add(big(other).subtract(big(perMinute)).multiply(MINUTE));
                        perMinute = other;
                    }
                    long limit = perMinute;
                    level = stepped(home, random, tenant, limit, level);
                }
                home.connection()
                        .sync()
                        .del(
                                KeyNames.counter(tenant, Claims.tokens(tenant, 1)),
                                KeyNames.held(tenant),
                                KeyNames.due(tenant));
            }
        }
    }

    private static BigInteger stepped(
            RedisHome home, SplittableRandom random, String tenant, long limit, BigInteger before) {
        BigInteger level = before;
        Limit.Rate tokens = Claims.tokens(tenant, limit);
        long wanted = 1 + some(random, limit);
        Decision decision = home.reserve(new Claim(tenant, Ask.KEY, List.of(tokens), 0, 0, wanted, 1, 0, false));
        boolean enough = level.divide(MINUTE).compareTo(big(wanted)) >= 0 && level.signum() >= 0;
        assertThat(decision instanceof Decision.Granted)
                .as("%s of %s at %s", wanted, limit, level)
                .isEqualTo(enough);
        if (decision instanceof Decision.Granted granted) {
            level = level.subtract(big(wanted).multiply(MINUTE));
            checked(decision.balances().getFirst(), limit, level);
            long used = some(random, 3 * wanted);
            home.quota().settle(granted.reservation(), new Used(used, 0));
            level = level.add(big(wanted).subtract(big(used)).multiply(MINUTE))
                    .min(big(limit).multiply(MINUTE));
        }
        checked(home.balances(tenant, tokens).getFirst(), limit, level);
        return level;
    }

    private static void checked(Balance balance, long limit, BigInteger level) {
        BigInteger[] whole = level.divideAndRemainder(MINUTE);
        BigInteger floor = whole[1].signum() < 0 ? whole[0].subtract(BigInteger.ONE) : whole[0];
        BigInteger gap = big(limit).multiply(MINUTE).subtract(level);
        BigInteger wait = gap.add(big(limit)).subtract(BigInteger.ONE).divide(big(limit));
        assertThat(balance.left()).as("of %s", limit).isEqualTo(floor.longValueExact());
        assertThat(balance.full().toMillis()).as("of %s at %s", limit, level).isEqualTo(wait.longValueExact());
    }

    /** Of all sizes up to that one, and often next to where something may overflow. */
    private static long some(SplittableRandom random, long most) {
        long chosen = switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> (1L << random.nextInt(63)) + random.nextLong(-1, 2);
            case 2 -> power(random.nextInt(19)) + random.nextLong(-1, 2);
            default -> random.nextLong() >>> random.nextInt(64);
        };
        return most == Long.MAX_VALUE ? chosen & Long.MAX_VALUE : Math.floorMod(chosen, most + 1);
    }

    private static long power(int of10) {
        return BigInteger.TEN.pow(of10).longValueExact();
    }

    private static BigInteger big(long number) {
        return BigInteger.valueOf(number);
    }
}
