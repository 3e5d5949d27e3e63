package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.servers.Redis;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.Period;
import io.github.tallyport.tenancy.Rates;
import io.github.tallyport.tenancy.Tenant;
import io.github.tallyport.tenancy.TenantChange;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.tenancy.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A budget that is changed while it is in use. */
class ChangedBudgetTest {
    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static final long ONE_YUAN = 1_000_000_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_budget_that_is_raised_or_lowered_is_so_within_two_seconds(boolean shared) {
        String redis = shared ? Redis.shared().url() : "";
        try (TestGateway gateway = TestGateway.start("tallyport.redis.url=" + redis)) {
            Spender spender = Spender.of(gateway, Spender.budget(1), Terms.OPEN);
            assertThat(spender.ask(HELLO).statusCode()).isEqualTo(429);

            long raised = until(200, spender, new Budget(Period.TOTAL, ONE_YUAN));
            long lowered = until(429, spender, new Budget(Period.TOTAL, 1));
            Instant soon = Instant.now().plus(PROMISED).plusMillis(500);
            long once = until(200, spender, new Budget(Period.TOTAL, 1, new Budget.Raise(ONE_YUAN, soon)));
            long ended = until(429, spender, null);

            System.out.printf(
                    "a budget changed, %s: raised after %d ms, lowered after %d ms, raised until a moment after %d ms%n",
                    shared ? "Redis" : "memory", raised, lowered, once);
            assertThat(Instant.now()).as("%d ms later", ended).isAfterOrEqualTo(soon);
        }
    }

    /** In milliseconds. */
    private static long until(int status, Spender spender, @Nullable Budget budget) {
        if (budget != null) {
            Tenants tenants = spender.gateway().bean(Tenants.class);
            Tenant tenant = tenants.find(spender.tenant()).orElseThrow();
            Terms terms = Spender.terms(Rates.NONE, budget);
            tenants.change(
                    tenant.id(),
                    tenant.version(),
                    new TenantChange(tenant.name(), tenant.zone(), tenant.policies(), terms));
        }
        long begin = System.nanoTime();
        long patience = (budget == null ? PROMISED.multipliedBy(3) : PROMISED).toNanos();
        while (spender.ask(HELLO).statusCode() != status) {
            assertThat(System.nanoTime() - begin).as("until " + status).isLessThan(patience);
            LockSupport.parkNanos(10_000_000);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
