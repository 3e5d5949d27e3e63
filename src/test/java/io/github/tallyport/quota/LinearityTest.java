package io.github.tallyport.quota;

import io.github.tallyport.soak.Soak;
import io.github.tallyport.tenancy.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever threads do at the same time comes to what they might have done one after the other. */
@Tag("lincheck")
@Param(name = "cost", gen = IntGen.class, conf = "1:3")
@Param(name = "held", gen = IntGen.class, conf = "0:2")
public class LinearityTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Whose WHOSE = new Whose(Scope.TENANT, "acme", null);
    private static final List<Limit> LIMITS = List.of(
            new Limit.Concurrency(WHOSE, 5),
            new Limit.Rate(WHOSE, Limit.Unit.REQUESTS, 7),
            new Limit.Rate(WHOSE, Limit.Unit.TOKENS, 12),
            new Limit.Budget(WHOSE, Window.at(Period.DAY, ZoneOffset.UTC, NOON), 10));

    private final MemoryQuota quota = new MemoryQuota(
            new Inquiries((_, _) -> 0, Runnable::run), Duration.ofSeconds(1), Duration.ofMinutes(1), () -> NOON);
    private final List<Reservation> held;

    public LinearityTest() {
        Objects.requireNonNull(quota.balances("acme", LIMITS).block());
        held = List.of(held(), held(), held());
    }

    private Reservation held() {
        return ((Decision.Granted) decide(1, false)).reservation();
    }

    private Decision decide(int cost, boolean mayShorten) {
        return Objects.requireNonNull(quota.reserve(new Claim("acme", "key", LIMITS, 0, 0, cost, 1, 1, mayShorten))
                .block());
    }

    @Operation
    public String reserve(@Param(name = "cost") int cost) {
        return said(decide(cost, false));
    }

    @Operation
    public String reserveShortened(@Param(name = "cost") int cost) {
        return said(decide(cost, true));
    }

    @Operation
    public void settle(@Param(name = "held") int which, @Param(name = "cost") int cost) {
        quota.settle(held.get(which), new Used(cost, cost));
    }

    @Operation
    public String balances() {
        return left(Objects.requireNonNull(quota.balances("acme", LIMITS).block()));
    }

    @Operation
    public long unaccounted() {
        return quota.unaccounted().orElseThrow();
    }

    private static String said(Decision decision) {
        return switch (decision) {
            case Decision.Granted granted -> "granted " + granted.cap() + left(granted.balances());
            case Decision.Refused refused -> "refused " + refused.limit() + refused.wanted() + left(refused.balances());
        };
    }

    private static String left(List<Balance> balances) {
        return balances.stream().map(Balance::left).toList().toString();
    }

    @Test
    void under_stress() {
        new StressOptions()
                .iterations(Soak.choose(5, 100))
                .invocationsPerIteration(Soak.choose(300, 1_000))
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(LinearityTest.class);
    }

    @Test
    void in_every_order_that_is_tried() {
        new ModelCheckingOptions()
                .iterations(Soak.choose(3, 50))
                .invocationsPerIteration(Soak.choose(50, 1_000))
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(LinearityTest.class);
    }
}
