package io.github.tallyport.observe;

import io.github.tallyport.quota.Balance;
import io.github.tallyport.quota.Holdings;
import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.Scope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is reserved, and what tenants' budgets have left. Budgets come and go with tenants and days: they are looked at every few
 * seconds, off every request's path, and those that are gone are no longer shown.
 */
final class QuotaMeters implements MeterBinder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaMeters.class);
    private static final double NANO = 1e9;
    private static final long EVERY_SECONDS = 2;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("budget-meters").factory());
    private final Holdings holdings;

    QuotaMeters(Holdings holdings) {
        this.holdings = holdings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("tallyport.quota.reservations", holdings, Holdings::live)
                .description("Requests that hold a reservation")
                .register(registry);
        if (holdings.unaccounted().isPresent()) {
            Gauge.builder(
                            "tallyport.quota.unaccounted",
                            holdings,
                            from -> from.unaccounted().orElse(0) / NANO)
                    .description(
                            "What budgets hold as reserved, less what reservations hold: 0 unless something is wrong")
                    .baseUnit("cny")
                    .register(registry);
        }
        MultiGauge budgets = MultiGauge.builder("tallyport.budget.remaining")
                .description("What a tenant's budget has left, reservations taken off; below 0 when more was used")
                .baseUnit("cny")
                .register(registry);
        MultiGauge amounts = MultiGauge.builder("tallyport.budget.amount")
                .description("What a tenant may spend in the period of its budget")
                .baseUnit("cny")
                .register(registry);
        var _ = timer.scheduleWithFixedDelay(() -> look(budgets, amounts), 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look(MultiGauge left, MultiGauge amounts) {
        try {
            Map<String, List<Balance>> budgets = holdings.budgets();
            left.register(rows(budgets, Balance::left), true);
            amounts.register(rows(budgets, balance -> ((Limit.Budget) balance.limit()).amount()), true);
        } catch (RuntimeException e) {
            LOG.error("what budgets have left is not shown", e);
        }
    }

    private static List<Row<?>> rows(Map<String, List<Balance>> budgets, ToLongFunction<Balance> nanoYuan) {
        return budgets.entrySet().stream()
                .<Row<?>>flatMap(tenant -> rows(tenant, nanoYuan))
                .toList();
    }

    private static Stream<Row<?>> rows(Map.Entry<String, List<Balance>> tenant, ToLongFunction<Balance> nanoYuan) {
        return tenant.getValue().stream()
                .filter(balance -> balance.limit().whose().scope() == Scope.TENANT
                        && balance.limit().whose().model() == null)
                .map(balance -> {
                    Limit.Budget budget = (Limit.Budget) balance.limit();
                    String period = budget.window().period().name().toLowerCase(Locale.ROOT);
                    return Row.of(
                            Tags.of("tenant", tenant.getKey(), "period", period), nanoYuan.applyAsLong(balance) / NANO);
                });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
