package io.github.tallyport.observe;

import io.github.tallyport.access.PropagationListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/** How soon a change of a tenant or key takes effect on this replica; two seconds are promised. */
final class KeyPropagation implements PropagationListener {
    private final Timer timer;

    KeyPropagation(MeterRegistry registry) {
        timer = Timer.builder("tallyport.key.propagation")
                .description("From a change of a tenant or key to the moment this replica acts on it")
                .serviceLevelObjectives(
                        LongStream.of(10, 25, 50, 100, 250, 500, 750, 1000, 1500, 2000, 3000, 5000, 10_000)
                                .mapToObj(Duration::ofMillis)
                                .toArray(Duration[]::new))
                .register(registry);
    }

    @Override
    public void forgotten(Duration age) {
        timer.record(age);
    }
}
