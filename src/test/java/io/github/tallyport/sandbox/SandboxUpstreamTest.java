package io.github.tallyport.sandbox;

import static io.github.tallyport.sandbox.Simulator.asking;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.openai.TokenMeter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SandboxUpstreamTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static Simulator simulator;

    @BeforeAll
    static void start() {
        simulator = new Simulator();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void the_answer_has_the_members_the_order_and_the_types_of_the_published_example() throws Exception {
        HttpResponse<String> answer = simulator.post(resource("chat-request.json"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(shape(JSON.readTree(answer.body()))).isEqualTo(shape(JSON.readTree(resource("chat-response.json"))));
    }

    @Test
    void the_answer_names_the_model_the_time_and_an_id_of_its_own() throws Exception {
        JsonNode first = simulator.answer(asking("hello"));
        JsonNode second = simulator.answer(asking("hello"));
        assertThat(first.at("/model").stringValue()).isEqualTo(Simulator.MODEL);
        assertThat(first.at("/created").longValue()).isEqualTo(Simulator.NOW);
        assertThat(first.at("/id").stringValue())
                .startsWith("chatcmpl-")
                .isNotEqualTo(second.at("/id").stringValue());
    }

    @Test
    void the_same_request_gets_the_same_answer_about_what_was_asked() throws Exception {
        String first = content(simulator.answer(asking("Which harbour is the oldest?")));
        assertThat(first)
                .contains("Which harbour is the oldest?")
                .isEqualTo(content(simulator.answer(asking("Which harbour is the oldest?"))))
                .isNotEqualTo(content(simulator.answer(asking("Which harbour is the newest?"))));
        assertThat(content(simulator.answer(asking("最古老的港口在哪里?")))).contains("最古老的港口在哪里?", "沙箱");
    }

    @Test
    void usage_is_what_the_texts_come_to() throws Exception {
        JsonNode answer = simulator.answer(asking("hello"));
        TokenMeter prompt = new TokenMeter();
        prompt.message();
        prompt.add("hello");
        TokenMeter completion = new TokenMeter();
        completion.add(content(answer));
        JsonNode usage = answer.path("usage");
        assertThat(usage.path("prompt_tokens").longValue()).isEqualTo(prompt.estimate());
        assertThat(usage.path("completion_tokens").longValue()).isEqualTo(completion.estimate());
        assertThat(usage.path("total_tokens").longValue()).isEqualTo(prompt.estimate() + completion.estimate());
    }

    @Test
    void max_tokens_cuts_the_answer_and_finish_reason_says_so() throws Exception {
        JsonNode answer = simulator.answer(asking("hello", ",\"max_tokens\":5"));
        assertThat(answer.at("/usage/completion_tokens").longValue()).isEqualTo(5);
        assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("length");
        assertThat(content(simulator.answer(asking("hello")))).startsWith(content(answer));
    }

    @Test
    void a_null_parameter_is_an_absent_one() throws Exception {
        JsonNode answer = simulator.answer(asking(
                "hello",
                ",\"max_tokens\":null,\"stop\":null,\"tools\":null,\"tool_choice\":null,\"stream\":null,",
                "\"response_format\":null,\"reasoning\":null"));
        assertThat(answer.path("choices"))
                .isEqualTo(simulator.answer(asking("hello")).path("choices"));
        assertThat(answer.path("usage"))
                .isEqualTo(simulator.answer(asking("hello")).path("usage"));
    }

    @Test
    void a_stop_sequence_ends_the_answer_before_itself() throws Exception {
        for (String stop : List.of("\"sandbox\"", "[\"nowhere\",\"sandbox\"]")) {
            JsonNode answer = simulator.answer(asking("hello", ",\"stop\":" + stop));
            assertThat(content(answer)).endsWith("I am the ");
            assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        }
    }

    @Test
    void content_parts_are_read_like_a_string() throws Exception {
        String parts = asking("x")
                .replace("\"x\"", "[{\"type\":\"text\",\"text\":\"one\"},{\"type\":\"text\",\"text\":\"two\"}]");
        assertThat(content(simulator.answer(parts))).contains("one two");
    }

    @Test
    void reasoning_is_shown_and_counted_when_it_is_enabled() throws Exception {
        JsonNode thinks = simulator.answer(asking("hello", ",\"reasoning\":{\"enabled\":true}"));
        assertThat(thinks.at("/choices/0/message/reasoning").stringValue()).contains("5 characters");
        long reasoning =
                thinks.at("/usage/completion_tokens_details/reasoning_tokens").longValue();
        assertThat(reasoning)
                .isPositive()
                .isLessThan(thinks.at("/usage/completion_tokens").longValue());

        JsonNode hides = simulator.answer(asking("hello", ",\"reasoning\":{\"effort\":\"high\",\"exclude\":true}"));
        assertThat(hides.at("/choices/0/message/reasoning").isNull()).isTrue();
        assertThat(hides.at("/usage/completion_tokens_details/reasoning_tokens").longValue())
                .isEqualTo(reasoning);

        JsonNode does_not = simulator.answer(asking("hello", ",\"reasoning\":{\"enabled\":false,\"effort\":\"high\"}"));
        assertThat(does_not.at("/usage/completion_tokens_details").isMissingNode())
                .isTrue();
    }

    @Test
    void json_object_gives_an_object_and_json_schema_one_that_fits() throws Exception {
        JsonNode object = JSON.readTree(
                content(simulator.answer(asking("hello", ",\"response_format\":{\"type\":\"json_object\"}"))));
        assertThat(object.path("answer").stringValue()).contains("hello");
        JsonNode fits = JSON.readTree(content(simulator.answer(asking(
                "hello",
                ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"s\",\"schema\":{",
                "\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":3},\"skip\":{}},",
                "\"required\":[\"n\"]}}}"))));
        assertThat(fits).isEqualTo(JSON.readTree("{\"n\":3}"));
    }

    @Test
    void what_is_not_a_request_is_refused_in_the_dialect_of_the_upstream() throws Exception {
        for (String body :
                List.of("", "nonsense", "[]", "{}", "{\"model\":\"m\"}", "{\"model\":\"m\",\"messages\":{}}")) {
            HttpResponse<String> refused = simulator.post(body);
            assertThat(refused.statusCode()).as(body).isEqualTo(400);
            assertThat(JSON.readTree(refused.body()).at("/error/code").isInt()).isTrue();
        }
    }

    @Test
    void only_the_sandbox_key_is_taken_and_only_chat_completions_are_served() throws Exception {
        HttpRequest.Builder other = simulator.request(asking("hello")).setHeader("authorization", "Bearer sk-client");
        assertThat(simulator.send(other).statusCode()).isEqualTo(401);
        HttpRequest.Builder get = simulator.request("").GET();
        assertThat(simulator.send(get).statusCode()).isEqualTo(405);
        HttpRequest.Builder elsewhere = simulator.request("{}").uri(URI.create(simulator.baseUrl() + "/embeddings"));
        assertThat(simulator.send(elsewhere).statusCode()).isEqualTo(404);
    }

    private static String content(JsonNode answer) {
        return answer.at("/choices/0/message/content").stringValue();
    }

    /** Every member's path and type, in order; a null is a type of its own. */
    private static List<String> shape(JsonNode node) {
        List<String> found = new ArrayList<>();
        collect("", node, found);
        return found;
    }

    private static void collect(String path, JsonNode node, List<String> found) {
        found.add(path + " " + node.getNodeType());
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                collect(path + "/" + member.getKey(), member.getValue(), found);
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(path + "/" + i, node.get(i), found);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SandboxUpstreamTest.class.getResourceAsStream("/upstream/" + name)) {
            return new String(
                    java.util.Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
