package io.github.tallyport.relay;

import static io.github.tallyport.relay.Relayed.DONE;
import static io.github.tallyport.relay.Relayed.HI;
import static io.github.tallyport.relay.Relayed.ROLE;
import static io.github.tallyport.relay.Relayed.STOP;
import static io.github.tallyport.relay.Relayed.USAGE;
import static io.github.tallyport.relay.Relayed.chunk;
import static io.github.tallyport.relay.Relayed.play;
import static io.github.tallyport.relay.Relayed.relay;
import static io.github.tallyport.relay.Relayed.relayed;
import static io.github.tallyport.relay.Relayed.stream;
import static io.github.tallyport.relay.Relayed.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.Refusal;
import io.github.tallyport.fault.UpstreamFaults;
import org.junit.jupiter.api.Test;

class StreamRelayTest {
    @Test
    void a_choice_with_nothing_in_it_still_makes_a_readable_chunk() {
        assertThat(relayed(
                        false,
                        ROLE,
                        "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{}]}",
                        STOP,
                        DONE))
                .contains("\"choices\":[{\"delta\":{}}]}");
    }

    @Test
    void a_stream_that_is_right_passes_byte_for_byte() {
        assertThat(relayed(true, ROLE, HI, STOP, USAGE, DONE)).isEqualTo(stream(ROLE, HI, STOP, USAGE, DONE));
    }

    @Test
    void the_result_is_the_same_wherever_the_bytes_are_cut() {
        String text = ": OPENROUTER PROCESSING\n\n"
                + stream(ROLE, chunk("\"delta\":{\"content\":\"你好😊\"}"), STOP, USAGE, DONE);
        String whole = play(relay(true), text, 1 << 20);
        for (int cut = 1; cut < 400; cut++) {
            assertThat(play(relay(true), text, cut)).isEqualTo(whole);
        }
    }

    @Test
    void the_role_is_put_into_the_first_delta_and_cut_from_later_ones() {
        assertThat(relayed(false, HI, ROLE, STOP, DONE))
                .contains("\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"}")
                .contains("\"delta\":{\"content\":\"\"}");
        assertThat(relayed(false, STOP, DONE))
                .contains("\"delta\":{\"role\":\"assistant\"},\"finish_reason\":\"stop\"");
    }

    @Test
    void the_id_of_the_first_chunk_stands_on_all_and_the_model_is_the_one_asked_for() {
        String other =
                "{\"id\":\"c2\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"vendor/m-0324\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":null}]}";
        assertThat(relayed(false, ROLE, other, STOP, DONE)).isEqualTo(stream(ROLE, HI, STOP, DONE));
    }

    @Test
    void members_every_chunk_must_have_are_put_in_where_they_are_missing() {
        assertThat(relayed(
                        false,
                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}",
                        "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}]}",
                        DONE))
                .isEqualTo(stream(
                        "{\"id\":\"chatcmpl-req_1\",\"object\":\"chat.completion.chunk\",\"created\":77,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"}}]}",
                        "{\"id\":\"chatcmpl-req_1\",\"object\":\"chat.completion.chunk\",\"created\":77,\"model\":\"m\",\"choices\":[{\"delta\":{},\"index\":0,\"finish_reason\":\"stop\"}]}",
                        DONE));
    }

    @Test
    void an_error_member_that_is_null_is_cut_because_sdks_take_it_for_an_error() {
        String withNull = "{\"error\":null," + HI.substring(1);
        String atEnd = HI.substring(0, HI.length() - 1) + ", \"error\" : null }";
        String out = relayed(false, ROLE, withNull, atEnd, STOP, DONE);
        assertThat(out).doesNotContain("error").contains(stream(HI));
    }

    @Test
    void other_providers_finish_reasons_become_openais() {
        assertThat(relayed(false, ROLE, chunk("\"delta\":{},\"finish_reason\":\"max_tokens\""), DONE))
                .contains("\"finish_reason\":\"length\"");
        assertThat(relayed(false, ROLE, chunk("\"delta\":{},\"finish_reason\":\"eos\""), DONE))
                .contains("\"finish_reason\":\"stop\"");
        assertThat(relayed(false, ROLE, chunk("\"delta\":{\"content\":\"a\"},\"finish_reason\":\"\""), STOP, DONE))
                .contains("\"content\":\"a\"},\"finish_reason\":null");
    }

    @Test
    void reasoning_is_given_under_the_names_configured() {
        String plain = chunk("\"delta\":{\"content\":null,\"reasoning\":\"hm\\n\"},\"finish_reason\":null");
        assertThat(play(relay(ReasoningField.BOTH), stream(ROLE, plain, STOP, DONE), 99))
                .contains("\"reasoning\":\"hm\\n\",\"reasoning_content\":\"hm\\n\"");
        assertThat(play(relay(ReasoningField.REASONING), stream(ROLE, plain, STOP, DONE), 99))
                .isEqualTo(stream(ROLE, plain, STOP, DONE));
        assertThat(play(relay(ReasoningField.REASONING_CONTENT), stream(ROLE, plain, STOP, DONE), 99))
                .contains("\"content\":null,\"reasoning_content\":\"hm\\n\"}")
                .doesNotContain("\"reasoning\":");
    }

    @Test
    void an_error_before_the_first_event_is_thrown_with_a_status() {
        assertRefused(502, "upstream_error", "{\"error\":{\"message\":\"boom\",\"code\":500}}");
        assertRefused(
                503,
                "server_is_overloaded",
                "{\"id\":\"c1\",\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}],\"error\":{\"message\":\"slow down\",\"code\":429}}");
        assertRefused(503, "upstream_insufficient_balance", "{\"error\":{\"message\":\"your balance\",\"code\":402}}");
        assertRefused(
                400,
                "context_length_exceeded",
                "{\"error\":{\"message\":\"This model's maximum context length is 131072 tokens\",\"code\":\"invalid_request_error\"}}");
        assertRefused(502, "upstream_error", "not json");
        assertRefused(502, "upstream_error", DONE);
    }

    @Test
    void an_error_after_the_first_event_is_the_last_event_and_no_done_follows() {
        String out = relayed(
                false,
                ROLE,
                HI,
                "{\"error\":{\"message\":\"sk-secret123456 failed\",\"code\":500,\"metadata\":{}}}",
                HI,
                DONE);
        assertThat(out)
                .startsWith(stream(ROLE, HI))
                .endsWith("\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_error\"}}\n\n")
                .doesNotContain("secret")
                .doesNotContain("[DONE]");
    }

    @Test
    void a_stream_that_ends_without_finish_reason_ends_with_an_error_event() {
        for (String[] events : new String[][] {{ROLE, HI}, {ROLE, HI, DONE}}) {
            StreamRelay relay = relay(true);
            String out = play(relay, stream(events), 4096);
            assertThat(out)
                    .startsWith(stream(ROLE, HI))
                    .contains("\"code\":\"upstream_error\"")
                    .doesNotContain("[DONE]");
            assertThat(relay.fault()).isNotNull();
        }
    }

    @Test
    void a_stream_without_done_is_whole_when_the_model_had_finished() {
        assertThat(relayed(true, ROLE, HI, STOP, USAGE)).isEqualTo(stream(ROLE, HI, STOP, USAGE, DONE));
    }

    @Test
    void a_break_after_the_finish_reason_does_not_spoil_the_answer() {
        StreamRelay relay = relay(false);
        String out =
                play(relay, stream(ROLE, HI, STOP), 4096, false) + text(relay.broken(UpstreamFaults.broken("reset")));
        assertThat(out).isEqualTo(stream(ROLE, HI, STOP, DONE));
        assertThat(relay.fault()).isNull();
    }

    @Test
    void tool_call_deltas_pass_unchanged_and_count_as_said() {
        String call = chunk(
                "\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}}]}");
        StreamRelay relay = relay(false);
        assertThat(play(relay, stream(ROLE, call, STOP, DONE), 4096)).isEqualTo(stream(ROLE, call, STOP, DONE));
        assertThat(relay.usage().completion()).isEqualTo(3);
    }

    private static void assertRefused(int status, String code, String event) {
        StreamRelay relay = relay(true);
        assertThatThrownBy(() -> play(relay, stream(event), 4096)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.fault().status()).isEqualTo(status);
            assertThat(refusal.fault().code()).isEqualTo(code);
        });
        assertThat(relay.begun()).isFalse();
    }
}
