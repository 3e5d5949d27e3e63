package io.github.tallyport.observe;

import io.github.tallyport.cache.Cache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;

/** What is kept of answers, and held of those on their way that several wait for. */
final class AnswerMeters implements MeterBinder {
    private final Cache cache;

    AnswerMeters(Cache cache) {
        this.cache = cache;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        cache.shelves().forEach((name, shelf) -> CaffeineCacheMetrics.monitor(registry, shelf, name, Tags.empty()));
        Gauge.builder("tallyport.cache.flights", cache, Cache::flying)
                .description("Requests on their way whose answers others may share")
                .register(registry);
        Gauge.builder("tallyport.cache.held", cache, Cache::held)
                .description("Events held for clients that wait for the same answer")
                .baseUnit("bytes")
                .register(registry);
    }
}
