package io.github.tallyport.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.Refusal;
import io.github.tallyport.openai.Usage;
import org.junit.jupiter.api.Test;

class WholeAnswerTest {
    private static final String ANSWER =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11,\"prompt_tokens_details\":{\"cached_tokens\":4},\"completion_tokens_details\":{\"reasoning_tokens\":1}}}";

    @Test
    void an_answer_that_is_right_passes_byte_for_byte() {
        WholeAnswer answer = of(ANSWER);
        assertThat(text(answer)).isEqualTo(ANSWER);
        assertThat(answer.usage()).isEqualTo(new Usage.Reported(9, 4, 2, 1));
        assertThat(answer.finishReason()).isEqualTo("stop");
    }

    @Test
    void the_model_is_the_one_asked_for_whatever_the_provider_calls_it() {
        assertThat(text(of(ANSWER.replace("\"model\":\"m\"", "\"model\" : \"vendor/m-0324\""))))
                .isEqualTo(ANSWER.replace("\"model\":\"m\"", "\"model\" : \"m\""));
        assertThat(text(of(ANSWER.replace("\"model\":\"m\",", "")))).startsWith("{\"model\":\"m\",\"id\":\"c1\"");
    }

    @Test
    void blank_lines_before_the_answer_are_allowed() {
        assertThat(of("\n\n  \n" + ANSWER).usage().prompt()).isEqualTo(9);
    }

    @Test
    void what_the_provider_itself_charges_is_cut_out() {
        String charged = ANSWER.replace(
                "\"total_tokens\":11,",
                "\"total_tokens\":11,\"cost\":0.00012,\"cost_details\":{\"upstream_inference_cost\":null},");
        assertThat(text(of(charged))).isEqualTo(ANSWER);
    }

    @Test
    void an_error_that_is_null_is_cut_out() {
        assertThat(text(of(ANSWER.replace("{\"id\"", "{\"error\":null,\"id\""))))
                .isEqualTo(ANSWER);
    }

    @Test
    void a_model_that_is_missing_is_put_before_what_is_cut_at_the_same_place() {
        assertThat(text(of(ANSWER.replace("{\"id\"", "{\"error\":null,\"id\"").replace("\"model\":\"m\",", ""))))
                .startsWith("{\"model\":\"m\",\"id\":\"c1\"");
    }

    @Test
    void implausible_usage_is_replaced_by_the_estimate() {
        WholeAnswer answer = of(ANSWER.replace("\"prompt_tokens\":9", "\"prompt_tokens\":-9"));
        assertThat(answer.usage()).isEqualTo(new Usage.Estimated(7, 1));
        assertThat(text(answer)).contains("\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1,\"total_tokens\":8,");
    }

    @Test
    void reasoning_is_given_under_both_names() {
        assertThat(text(of(ANSWER.replace("\"content\":\"Hi\"", "\"content\":\"Hi\",\"reasoning_content\":\"hm\""))))
                .contains("\"reasoning_content\":\"hm\",\"reasoning\":\"hm\"}");
    }

    @Test
    void an_error_in_the_clothes_of_a_success_gets_a_real_status() {
        assertRefused(502, "{\"error\":{\"message\":\"boom\"}}");
        assertRefused(503, "{\"error\":{\"message\":\"busy\",\"code\":429},\"user_id\":\"u\"}");
        assertRefused(502, "{\"error\":{\"message\":\"no credit here\",\"code\":\"401\"}}");
        assertRefused(502, "{\"error\":\"text\"}");
        assertRefused(502, "{\"id\":\"c1\",\"choices\":[]}");
        assertRefused(502, "{\"id\":\"c1\"}");
        assertRefused(502, "[]");
        assertRefused(502, "<html>");
        assertRefused(502, "");
        assertRefused(502, ANSWER + "x");
        assertRefused(502, ANSWER.replace("\"stop\"", "\"insufficient_system_resource\""));
    }

    @Test
    void an_estimate_is_never_more_than_the_provider_was_told_the_answer_may_have() {
        String silent = "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"" + "word ".repeat(100)
                + "\"},\"finish_reason\":\"stop\"}]}";
        RelayTerms terms = new RelayTerms("req_1", "m", false, ReasoningField.BOTH, 7, 20, 77, 1 << 20, fault -> fault);
        assertThat(WholeAnswer.of(silent.getBytes(UTF_8), terms).usage()).isEqualTo(new Usage.Estimated(7, 20));
        assertThat(of(silent).usage().completion()).isGreaterThan(20);
    }

    private static void assertRefused(int status, String body) {
        assertThatThrownBy(() -> of(body))
                .as(body)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fault().status()).isEqualTo(status));
    }

    private static WholeAnswer of(String body) {
        return WholeAnswer.of(
                body.getBytes(UTF_8),
                new RelayTerms(
                        "req_1", "m", false, ReasoningField.BOTH, 7, Long.MAX_VALUE, 77, 1 << 20, fault -> fault));
    }

    private static String text(WholeAnswer answer) {
        return new String(answer.body(), UTF_8);
    }
}
