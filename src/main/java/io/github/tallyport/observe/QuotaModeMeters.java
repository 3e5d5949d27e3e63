package io.github.tallyport.observe;

import io.github.tallyport.quota.QuotaMode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Where limits are counted: in memory, or in Redis that replicas share. Without it they are still ready: what that means for
 * limits was chosen.
 */
final class QuotaModeMeters implements MeterBinder, HealthIndicator {
    private static final String MEMORY = "memory";

    private final @Nullable QuotaMode shared;

    /** @param shared null where one replica counts in memory */
    QuotaModeMeters(@Nullable QuotaMode shared) {
        this.shared = shared;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Stream.concat(Stream.of(MEMORY), Stream.of(QuotaMode.State.values()).map(QuotaModeMeters::name))
                .forEach(mode -> Gauge.builder(
                                "tallyport.quota.mode",
                                this,
                                from -> from.mode().equals(mode) ? 1 : 0)
                        .description("Where limits are counted: 1 for the mode that is on")
                        .tag("mode", mode)
                        .register(registry));
        Gauge.builder("tallyport.quota.replicas", this, QuotaModeMeters::replicas)
                .description("Live replicas as they were last known")
                .register(registry);
        FunctionCounter.builder(
                        "tallyport.quota.dropped", this, from -> from.shared == null ? 0 : from.shared.dropped())
                .description("Settlements there was no room for while Redis was away")
                .register(registry);
    }

    @Override
    public Health health() {
        return Health.up()
                .withDetail("mode", mode())
                .withDetail("replicas", replicas())
                .build();
    }

    private String mode() {
        return shared == null ? MEMORY : name(shared.state());
    }

    private int replicas() {
        return shared == null ? 1 : shared.replicas();
    }

    private static String name(QuotaMode.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
