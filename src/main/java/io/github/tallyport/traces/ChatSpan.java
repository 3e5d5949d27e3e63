package io.github.tallyport.traces;

import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Follower;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.Times;
import io.github.tallyport.money.Money;
import io.github.tallyport.openai.Usage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request, by OpenTelemetry's conventions for generative AI (1.41, in development); what they have no name for begins with
 * {@code tallyport}. Nothing of what was said is in it, nor anything a client chose but its request id.
 */
final class ChatSpan implements Follower {
    private static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    private static final int BAD = 400;
    private static final double NANOS = 1e9;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Span span;
    private final Instant begun;
    private final boolean toProvider;
    private final Map<String, URI> targets;
    private final Runnable whenOver;

    ChatSpan(Span span, Instant begun, boolean toProvider, Map<String, URI> targets, Runnable whenOver) {
        this.span = span;
        this.begun = begun;
        this.toProvider = toProvider;
        this.targets = targets;
        this.whenOver = whenOver;
    }

    @Override
    public @Nullable String traceparent() {
        SpanContext context = span.getSpanContext();
        return toProvider
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()
                : null;
    }

    @Override
    public void ended(Receipt receipt) {
        if (span.isRecording()) {
            asking(receipt.asking());
            times(receipt.times(), receipt.asking().stream());
            outcome(receipt);
            usage(receipt.usage());
        }
        span.end(begun.plusNanos(receipt.times().total()));
        whenOver.run();
    }

    private void asking(Asking asking) {
        span.setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.request.stream", asking.stream())
                .setAttribute("tallyport.request_id", asking.requestId());
        String model = asking.model();
        if (model != null) {
            span.updateName("chat " + model).setAttribute("gen_ai.request.model", model);
        }
        given("tallyport.tenant", asking.tenant());
        given("tallyport.key", asking.key());
        given("gen_ai.provider.name", asking.target());
        URI provider = asking.target() == null ? null : targets.get(asking.target());
        if (provider != null) {
            int usual = "https".equals(provider.getScheme()) ? HTTPS : HTTP;
            span.setAttribute("server.address", provider.getHost())
                    .setAttribute("server.port", provider.getPort() < 0 ? usual : provider.getPort());
        }
    }

    private void times(Times times, boolean stream) {
        if (stream && times.firstByte() >= 0) {
            span.setAttribute("gen_ai.response.time_to_first_chunk", times.firstByte() / NANOS);
        }
        span.setAttribute("tallyport.overhead", times.own() / NANOS);
    }

    private void outcome(Receipt receipt) {
        span.setAttribute("tallyport.ending", receipt.ending().label())
                .setAttribute("tallyport.attempts", receipt.attempts())
                .setAttribute("tallyport.cache", receipt.cache().label())
                .setAttribute("tallyport.cost_cny", Money.yuan(receipt.cost()))
                .setAttribute("http.response.status_code", receipt.status());
        String finish = receipt.finishReason();
        if (finish != null) {
            span.setAttribute(FINISH_REASONS, List.of(finish));
        }
        if (receipt.ending() != Ending.ANSWERED && receipt.ending() != Ending.CACHED) {
            String why = receipt.status() >= BAD
                    ? Integer.toString(receipt.status())
                    : receipt.ending().label();
            span.setAttribute("error.type", why).setStatus(StatusCode.ERROR);
        }
    }

    private void usage(Usage usage) {
        span.setAttribute("gen_ai.usage.input_tokens", usage.prompt())
                .setAttribute("gen_ai.usage.output_tokens", usage.completion())
                .setAttribute("gen_ai.usage.cache_read.input_tokens", usage.cached())
                .setAttribute("gen_ai.usage.reasoning.output_tokens", usage.reasoning())
                .setAttribute("tallyport.usage.source", usage instanceof Usage.Reported ? "reported" : "estimated");
    }

    private void given(String name, @Nullable String value) {
        if (value != null) {
            span.setAttribute(name, value);
        }
    }
}
