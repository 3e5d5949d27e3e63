package io.github.tallyport.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.TestGateway;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.StreamParts;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Each request is a span in its client's trace, when operators want it; nothing of what was said is in it. */
@ExtendWith(OutputCaptureExtension.class)
class TracesTest {
    private static final String SECRET = "canary-4711";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String TRACEPARENT = "00-" + TRACE + "-" + PARENT + "-01";
    private static final String SAID = TestGateway.HELLO.replace("你好", SECRET);

    @Test
    void a_request_is_a_span_of_its_clients_trace_with_the_numbers_of_its_receipt() {
        try (Collector collector = new Collector();
                TestGateway gateway = TestGateway.start("TALLYPORT_TRACES_ENDPOINT=" + collector.endpoint())) {
            gateway.upstream().next(Answers.published());
            gateway.send(gateway.chatRequest(SAID).header("traceparent", TRACEPARENT));

            Span span = collector.await(1).getFirst();
            assertThat(hex(span.getTraceId().toByteArray())).isEqualTo(TRACE);
            assertThat(hex(span.getParentSpanId().toByteArray())).isEqualTo(PARENT);
            assertThat(span.getName()).isEqualTo("chat " + TestGateway.MODEL);
            assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
            assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
            assertThat(span.getEndTimeUnixNano()).isGreaterThan(span.getStartTimeUnixNano());
            assertThat(attributes(span))
                    .containsEntry("gen_ai.operation.name", "chat")
                    .containsEntry("gen_ai.provider.name", "wcode")
                    .containsEntry("gen_ai.request.model", TestGateway.MODEL)
                    .containsEntry("gen_ai.usage.input_tokens", "9")
                    .containsEntry("gen_ai.usage.output_tokens", "250")
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry(
                            "server.port", Integer.toString(gateway.upstream().port()))
                    .containsEntry("http.response.status_code", "200")
                    .containsEntry("tallyport.tenant", "acme")
                    .containsEntry("tallyport.ending", "answered")
                    .containsEntry("tallyport.cost_cny", "0.001406500")
                    .doesNotContainKey("error.type");
            assertThat(gateway.upstream().awaitRequest().header("traceparent")).isNull();
        }
    }

    @Test
    void however_it_ends_it_is_told_and_nothing_that_was_said_is() {
        try (Collector collector = new Collector();
                TestGateway gateway = TestGateway.start("tallyport.traces.endpoint=" + collector.endpoint())) {
            gateway.upstream()
                    .next(Answers.json(500, "{\"error\":{\"message\":\"" + SECRET + "\"}}"))
                    .next(Answers.sse(
                            StreamParts.role(), StreamParts.delta(SECRET), StreamParts.finish("stop"), Answers.DONE));
            gateway.send(gateway.chatRequest(SAID));
            gateway.chat(SAID.substring(0, SAID.length() - 1) + ",\"stream\":true,\"user\":\"" + SECRET + "\"}");
            gateway.send(gateway.chatRequest(SAID)
                    .setHeader("Authorization", "Bearer sk-tally-" + SECRET)
                    .header("traceparent", SECRET));

            Map<String, Span> byEnding = new TreeMap<>();
            collector.await(3).forEach(span -> byEnding.put(attributes(span).get("tallyport.ending"), span));
            assertThat(byEnding).containsOnlyKeys("failed", "answered", "refused");
            assertThat(attributes(one(byEnding, "failed"))).containsEntry("error.type", "502");
            assertThat(one(byEnding, "failed").getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(attributes(one(byEnding, "answered")))
                    .containsKey("gen_ai.response.time_to_first_chunk")
                    .containsEntry("gen_ai.request.stream", "true");
            assertThat(one(byEnding, "refused").getName()).isEqualTo("chat");
            assertThat(one(byEnding, "refused").getParentSpanId().isEmpty()).isTrue();
            assertThat(collector.text()).doesNotContain(SECRET, gateway.key(), TestGateway.UPSTREAM_KEY);
        }
    }

    @Test
    void a_provider_is_told_of_the_span_where_that_is_configured() {
        try (Collector collector = new Collector();
                TestGateway gateway = TestGateway.start(
                        "tallyport.traces.endpoint=" + collector.endpoint(), "tallyport.traces.to-providers=true")) {
            gateway.upstream().next(Answers.published());
            gateway.send(gateway.chatRequest(SAID).header("traceparent", TRACEPARENT));

            Span span = collector.await(1).getFirst();
            assertThat(gateway.upstream().awaitRequest().header("traceparent"))
                    .isEqualTo("00-" + TRACE + "-" + hex(span.getSpanId().toByteArray()) + "-01");
        }
    }

    @Test
    void a_trace_its_client_does_not_sample_is_not_told() {
        try (Collector collector = new Collector()) {
            try (TestGateway gateway = TestGateway.start("tallyport.traces.endpoint=" + collector.endpoint())) {
                gateway.upstream().always(Answers.published());
                gateway.send(gateway.chatRequest(SAID).header("traceparent", TRACEPARENT.replace("-01", "-00")));
                gateway.send(gateway.chatRequest(SAID));
            }
            // what waited was sent when the gateway was stopped
            assertThat(collector.spans()).hasSize(1);
            assertThat(hex(collector.spans().getFirst().getTraceId().toByteArray()))
                    .isNotEqualTo(TRACE);
        }
    }

    @Test
    void without_a_collector_requests_go_on(CapturedOutput output) {
        try (TestGateway gateway = TestGateway.start("tallyport.traces.endpoint=http://127.0.0.1:1/v1/traces")) {
            gateway.upstream().always(Answers.published());
            for (int i = 0; i < 20; i++) {
                assertThat(gateway.chat(SAID).statusCode()).isEqualTo(200);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> output.getAll().contains("takes no spans"));
            assertThat(gateway.chat(SAID).statusCode()).isEqualTo(200);
        }
        assertThat(output.getAll()).containsOnlyOnce("takes no spans").doesNotContain("\tat ");
    }

    @Test
    void they_are_off_by_default_and_then_nothing_of_them_runs() {
        try (TestGateway gateway = TestGateway.start()) {
            gateway.upstream().next(Answers.published());
            gateway.send(gateway.chatRequest(SAID).header("traceparent", TRACEPARENT));

            assertThat(gateway.bean(Traces.class)).isSameAs(Traces.OFF);
            assertThat(gateway.upstream().awaitRequest().header("traceparent")).isNull();
        }
    }

    private static Span one(Map<String, Span> spans, String ending) {
        return Objects.requireNonNull(spans.get(ending), ending);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Map<String, String> attributes(Span span) {
        Map<String, String> all = new TreeMap<>();
        span.getAttributesList()
                .forEach(each -> all.put(
                        each.getKey(),
                        switch (each.getValue().getValueCase()) {
                            case STRING_VALUE -> each.getValue().getStringValue();
                            case INT_VALUE -> Long.toString(each.getValue().getIntValue());
                            case BOOL_VALUE -> Boolean.toString(each.getValue().getBoolValue());
                            case DOUBLE_VALUE -> Double.toString(each.getValue().getDoubleValue());
                            default -> each.getValue().toString();
                        }));
        return all;
    }
}
