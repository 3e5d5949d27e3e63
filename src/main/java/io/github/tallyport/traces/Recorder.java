package io.github.tallyport.traces;

import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Target;
import io.github.tallyport.ledger.Follower;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Begins spans, and sends them in batches from a bounded queue, on a thread of the library's own. */
final class Recorder {
    private static final String SERVICE = "tallyport";
    private static final Duration SENDING = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final String TRACEPARENT = "traceparent";

    private static final TextMapGetter<String> ONE_HEADER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(TRACEPARENT) ? carrier : null;
        }
    };

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final boolean toProviders;
    private final Map<String, URI> targets = new HashMap<>();
    private final AtomicLong open = new AtomicLong();

    Recorder(TracesProperties properties, Catalogue catalogue) {
        SpanExporter exporter = new Outbox(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(properties.endpoint())
                        .setTimeout(SENDING)
                        .build(),
                properties.endpoint());
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.builder()
                                .put(AttributeKey.stringKey("service.name"), SERVICE)
                                .build()))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(properties.sampled())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(properties.waiting())
                        .setMaxExportBatchSize(TracesProperties.BATCH)
                        .setScheduleDelay(PAUSE)
                        .setExporterTimeout(SENDING)
                        .build())
                .build();
        tracer = provider.get(SERVICE);
        toProviders = properties.toProviders();
        for (Model model : catalogue.models()) {
            for (Target target : model.targets()) {
                targets.put(target.name(), target.baseUrl());
            }
        }
    }

    Follower begin(@Nullable String traceparent) {
        Context parent = traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, ONE_HEADER);
        Instant now = Instant.now();
        Span span = tracer.spanBuilder("chat")
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(now)
                .startSpan();
        open.incrementAndGet();
        return new ChatSpan(span, now, toProviders, targets, open::decrementAndGet);
    }

    /** What has ended is settled within moments; then all of it is sent. */
    void close() {
        long end = System.nanoTime() + SETTLING_NANOS;
        while (open.get() > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        provider.shutdown().join(SENDING.toMillis(), TimeUnit.MILLISECONDS);
    }
}
