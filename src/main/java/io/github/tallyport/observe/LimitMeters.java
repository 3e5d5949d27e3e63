package io.github.tallyport.observe;

import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.LimitWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What limits have left, and which of them refuse. Limits of the same kind that a tenant's keys have are shown as one, by the
 * key that has least left: there may be any number of keys. Looked at every few seconds, off every request's path.
 */
final class LimitMeters implements MeterBinder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LimitMeters.class);
    private static final double NANO = 1e9;
    private static final long EVERY_SECONDS = 2;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("limit-meters").factory());
    private final LimitWatch limits;

    LimitMeters(LimitWatch limits) {
        this.limits = limits;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        MultiGauge remaining = MultiGauge.builder("tallyport.limit.remaining")
                .description("What a limit that was used in the last minute has left: requests, tokens, requests at the"
                        + " same time, or yuan; of a tenant's keys, the least")
                .register(registry);
        limits.whenRefused((tenant, limit) -> Counter.builder("tallyport.limit.refusals")
                .description("Requests refused because of a limit")
                .tags(tags(tenant, limit))
                .register(registry)
                .increment());
        var _ = timer.scheduleWithFixedDelay(() -> look(remaining), 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look(MultiGauge remaining) {
        try {
            List<Row<?>> rows =
                    limits.remaining().stream().<Row<?>>map(LimitMeters::row).toList();
            remaining.register(rows, true);
        } catch (RuntimeException e) {
            LOG.error("what limits have left is not shown", e);
        }
    }

    private static Row<?> row(LimitWatch.Left left) {
        double shown = left.limit() instanceof Limit.Budget ? left.left() / NANO : left.left();
        return Row.of(tags(left.tenant(), left.limit()), shown);
    }

    private static Tags tags(String tenant, Limit limit) {
        @Nullable String model = limit.whose().model();
        return Tags.of(
                "tenant",
                tenant,
                "scope",
                limit.whose().scope().name().toLowerCase(Locale.ROOT),
                "limit",
                name(limit),
                "model",
                model == null ? "all" : model);
    }

    /** As operators write it. */
    private static String name(Limit limit) {
        return switch (limit) {
            case Limit.Rate rate -> rate.unit() == Limit.Unit.REQUESTS ? "requests_per_minute" : "tokens_per_minute";
            case Limit.Concurrency _ -> "concurrent_requests";
            case Limit.Budget budget ->
                "budget_" + budget.window().period().name().toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
