package io.github.tallyport.relay;

import static io.github.tallyport.relay.Relayed.DONE;
import static io.github.tallyport.relay.Relayed.HI;
import static io.github.tallyport.relay.Relayed.ROLE;
import static io.github.tallyport.relay.Relayed.STOP;
import static io.github.tallyport.relay.Relayed.play;
import static io.github.tallyport.relay.Relayed.relay;
import static io.github.tallyport.relay.Relayed.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider itself charges: kept to the digit, and never shown to the client. */
class UpstreamCostTest {
    private static final String FORTY = "0.12345678901234567890123456789012345678";

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00012", "1.20E-4", "5e+2", "1e999", "12", "0.0", FORTY})
    void a_number_is_kept_as_it_is_written(String cost) {
        assertThat(ofAnswer(usage(cost))).isEqualTo(cost);
        assertThat(ofStream(usage(cost))).isEqualTo(cost);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0.0", FORTY + "0", "\"0.1\"", "null", "true", "[0.1]", "{\"cost\":0.1}"})
    void anything_else_is_no_cost(String cost) {
        assertThat(ofAnswer(usage(cost))).isNull();
        assertThat(ofStream(usage(cost))).isNull();
    }

    @Test
    void only_the_costs_own_place_counts() {
        assertThat(ofAnswer("{\"prompt_tokens\":9,\"completion_tokens\":2,\"prompt_tokens_details\":{\"cost\":1},"
                        + "\"cost_details\":{\"cost\":2}}"))
                .isNull();
        assertThat(ofAnswer("{\"prompt_tokens\":9,\"completion_tokens\":2}")).isNull();
    }

    @Test
    void it_is_kept_even_of_a_usage_that_is_not_believed() {
        assertThat(ofAnswer("{\"cost\":0.5,\"prompt_tokens\":-9}")).isEqualTo("0.5");
        assertThat(ofStream("{\"cost\":0.5,\"prompt_tokens\":-9}")).isEqualTo("0.5");
    }

    @Test
    void of_several_in_a_stream_the_last_counts() {
        assertThat(ofChunks(charged(HI, "0.1"), charged(STOP, "0.2"))).isEqualTo("0.2");
        assertThat(ofChunks(charged(HI, "0.1"), charged(STOP, "null"))).isEqualTo("0.1");
    }

    @Test
    void a_chunk_with_usage_among_chunks_of_one_shape_is_read() {
        StreamRelay relay = relay(true);
        String events = stream(ROLE, HI, HI, HI, charged(HI, "0.1"), HI, HI);
        String out = play(relay, events, 4096, false);

        assertThat(relay.upstreamCost()).isEqualTo("0.1");
        assertThat(out).isEqualTo(stream(ROLE, HI, HI, HI, HI, HI, HI));
    }

    @Test
    void a_stream_without_usage_has_none() {
        StreamRelay relay = relay(true);
        play(relay, stream(ROLE, HI, STOP, DONE), 4096);

        assertThat(relay.upstreamCost()).isNull();
    }

    private static String usage(String cost) {
        return "{\"prompt_tokens\":9,\"cost\":" + cost + ",\"completion_tokens\":2}";
    }

    private static String charged(String chunk, String cost) {
        return chunk.substring(0, chunk.length() - 1) + ",\"usage\":" + usage(cost) + "}";
    }

    private static @Nullable String ofAnswer(String usage) {
        WholeAnswer answer = WholeAnswer.of(
                ("{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],\"usage\":" + usage
                                + "}")
                        .getBytes(UTF_8),
                new RelayTerms(
                        "req_1", "m", false, ReasoningField.BOTH, 7, Long.MAX_VALUE, 77, 1 << 20, fault -> fault));
        assertThat(new String(answer.body(), UTF_8)).doesNotContain("\"cost\":0");
        return answer.upstreamCost();
    }

    private static @Nullable String ofStream(String usage) {
        return ofChunks(HI, STOP, "{\"choices\":[],\"usage\":" + usage + "}");
    }

    private static @Nullable String ofChunks(String... events) {
        StreamRelay relay = relay(true);
        String out = play(relay, stream(events) + stream(DONE), 4096);
        assertThat(out).contains("\"usage\":{").doesNotContain("\"cost");
        return relay.upstreamCost();
    }
}
