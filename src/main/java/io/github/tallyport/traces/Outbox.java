package io.github.tallyport.traces;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Says in one line that the collector takes no spans, and in another that it does again; its library has a stack trace for each. */
final class Outbox implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final SpanExporter exporter;
    private final String endpoint;
    private final AtomicBoolean failing = new AtomicBoolean();

    Outbox(SpanExporter exporter, String endpoint) {
        this.exporter = exporter;
        this.endpoint = endpoint;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> sent(result));
    }

    private void sent(CompletableResultCode result) {
        boolean failed = !result.isSuccess();
        if (failing.getAndSet(failed) == failed) {
            return;
        }
        if (failed) {
            LOG.warn("{} takes no spans, they are left out: {}", endpoint, why(result.getFailureThrowable()));
        } else {
            LOG.info("{} takes spans again", endpoint);
        }
    }

    private static String why(@Nullable Throwable failure) {
        return failure == null
                ? "it does not say why"
                : NestedExceptionUtils.getMostSpecificCause(failure).toString();
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
