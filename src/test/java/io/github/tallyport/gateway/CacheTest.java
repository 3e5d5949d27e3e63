package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.MODEL;
import static io.github.tallyport.upstream.StreamParts.choice;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.finish;
import static io.github.tallyport.upstream.StreamParts.role;
import static io.github.tallyport.upstream.StreamParts.stream;
import static io.github.tallyport.upstream.StreamParts.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was answered is answered again, through real sockets. */
class CacheTest {
    private static final AtomicInteger QUESTIONS = new AtomicInteger();
    static final String TOOL_CALL =
            "{\"id\":\"a\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\","
                    + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}],"
                    + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}}";

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.forget();
    }

    @Test
    void the_same_question_is_not_asked_twice() {
        String question = question("");
        HttpResponse<String> first = gateway.chat(question);
        Receipt paid = gateway.receipt();
        HttpResponse<String> again = gateway.chat(question);
        Receipt saved = gateway.receipt();

        assertThat(header(first, "x-tallyport-cache")).isEqualTo("miss");
        assertThat(header(first, "age")).isEmpty();
        assertThat(header(again, "x-tallyport-cache")).isEqualTo("hit");
        assertThat(Integer.parseInt(header(again, "age"))).isBetween(0, 10);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(header(again, "x-tallyport-cost")).isEqualTo("0.000000000");
        assertThat(header(again, "x-request-id")).isNotEqualTo(header(first, "x-request-id"));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(gateway.upstream().requests()).hasSize(1);
        assertThat(paid.ending()).isEqualTo(Ending.ANSWERED);
        assertThat(paid.cache()).isEqualTo(CacheState.MISS);
        assertThat(paid.saved()).isZero();
        assertThat(saved.ending()).isEqualTo(Ending.CACHED);
        assertThat(saved.cache()).isEqualTo(CacheState.HIT);
        assertThat(saved.cost()).isZero();
        assertThat(saved.saved()).isEqualTo(paid.cost()).isPositive();
        assertThat(gateway.rows(header(again, "x-request-id"), 1).getFirst().saved())
                .isEqualTo(paid.cost());
    }

    @Test
    void an_answer_in_JSON_is_given_again_as_a_stream() {
        String question = question("");
        JsonNode whole = json(gateway.chat(question).body());

        HttpResponse<String> stream = gateway.chat(streamed(question, true));

        assertThat(header(stream, "x-tallyport-cache")).isEqualTo("hit");
        assertThat(header(stream, "content-type")).startsWith("text/event-stream");
        assertThat(stream.body()).endsWith("data: [DONE]\n\n").contains("\"usage\":{");
        assertThat(SaidInEvents.content(stream.body()))
                .isEqualTo(whole.at("/choices/0/message/content").stringValue());
        assertThat(gateway.chat(streamed(question, false)).body()).doesNotContain("\"usage\":{");
        assertThat(gateway.receipt().ending()).isEqualTo(Ending.CACHED);
        assertThat(gateway.upstream().requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_stream_is_given_again_as_JSON_and_as_a_stream(boolean usage) {
        String question = question("");
        gateway.upstream().next(Answers.sse(stream("one ", "two ", "three")));
        HttpResponse<String> first = gateway.chat(streamed(question, usage));
        assertThat(header(first, "x-tallyport-cache")).isEqualTo("miss");
        assertThat(first.body().contains("\"usage\":{")).isEqualTo(usage);
        Receipt paid = gateway.receipt();

        JsonNode whole = json(hit(question).body());
        String again = hit(streamed(question, usage)).body();

        assertThat(whole.at("/choices/0/message/content").stringValue()).isEqualTo("one two three");
        assertThat(whole.at("/object").stringValue()).isEqualTo("chat.completion");
        assertThat(whole.at("/usage/completion_tokens").intValue()).isEqualTo(3);
        assertThat(SaidInEvents.content(again)).isEqualTo("one two three");
        assertThat(again.contains("\"usage\":{")).isEqualTo(usage);
        assertThat(paid.cache()).isEqualTo(CacheState.MISS);
        assertThat(gateway.upstream().requests()).hasSize(1);
    }

    @Test
    void who_writes_it_otherwise_asks_the_same() {
        String text = "\"say \\u0041 " + QUESTIONS.incrementAndGet() + "\"";
        gateway.chat("{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":" + text
                + "}],\"temperature\":0,\"max_tokens\":16,\"user\":\"one\"}");
        hit("{ \"user\" : \"two\", \"max_completion_tokens\":16,\"temperature\":0.0,\"model\":\"deepseek-v3.2-exp\","
                + "\"messages\":[{\"content\":" + text.replace("\\u0041", "A") + ",\"role\":\"user\"}]}");
        assertThat(gateway.upstream().requests()).hasSize(1);
    }

    @Test
    void who_calls_the_model_otherwise_reads_its_own_name_for_it() {
        String question = question("").replace(MODEL, "deepseek-v3.2-exp");
        gateway.chat(question(question, ""));
        HttpResponse<String> answer = hit(question);
        assertThat(json(answer.body()).at("/model").stringValue()).isEqualTo("deepseek-v3.2-exp");
        assertThat(hit(streamed(question, false)).body())
                .contains("\"model\":\"deepseek-v3.2-exp\"")
                .doesNotContain(MODEL);
    }

    @Test
    void what_could_be_answered_otherwise_is_asked_again() {
        String question = question("");
        gateway.chat(question);
        for (String other : new String[] {
            question.replace("question", "Question"),
            question.replace("\"temperature\":0", "\"temperature\":0,\"seed\":7"),
            question.replace("\"temperature\":0", "\"temperature\":0,\"max_tokens\":7"),
            question.replace("\"role\":\"user\"", "\"role\":\"system\"")
        }) {
            assertThat(header(gateway.chat(other), "x-tallyport-cache"))
                    .as(other)
                    .isEqualTo("miss");
        }
        assertThat(gateway.upstream().requests()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"temperature\":1", "\"top_p\":0.5", "\"max_tokens\":100"})
    void a_question_that_may_have_many_answers_is_never_answered_so(String parameter) {
        String question = question("").replace("\"temperature\":0", parameter);
        for (int i = 0; i < 2; i++) {
            assertThat(header(gateway.chat(question), "x-tallyport-cache")).isEqualTo("bypass");
        }
        assertThat(gateway.upstream().requests()).hasSize(2);
    }

    @Test
    void a_seed_makes_a_question_one_that_has_one_answer() {
        String question = question("").replace("\"temperature\":0", "\"temperature\":1,\"seed\":3");
        gateway.chat(question);
        hit(question);
    }

    @Test
    void what_is_no_whole_answer_is_not_kept() {
        String example = Answers.resource("chat-response.json");
        Script[] answers = {
            Answers.json(200, example.replace("\"stop\"", "\"length\"")),
            Answers.json(200, example.replace("\"stop\"", "\"content_filter\"")),
            Answers.json(200, TOOL_CALL),
            Answers.json(
                    200,
                    "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},"
                            + "\"finish_reason\":\"stop\"}]}"),
            Answers.json(500, "{}"),
        };
        String question = question("");
        gateway.upstream().next(answers);
        for (Script _ : answers) {
            assertThat(header(gateway.chat(question), "x-tallyport-cache")).isNotEqualTo("hit");
        }
        Script[] streams = {
            Answers.sse(role(), delta("a"), finish("length"), usage(9, 1), Answers.DONE),
            Answers.sse(role(), delta("a"), finish("stop"), Answers.DONE),
            Answers.sse(role(), delta("a")),
            Answers.sse(role(), choice("{\"content\":\"a\"}", "\"tool_calls\""), usage(9, 1), Answers.DONE),
        };
        gateway.upstream().next(streams);
        for (Script _ : streams) {
            assertThat(header(gateway.chat(streamed(question, true)), "x-tallyport-cache"))
                    .isEqualTo("miss");
        }
        assertThat(gateway.upstream().requests()).hasSize(answers.length + streams.length);
    }

    private HttpResponse<String> hit(String question) {
        HttpResponse<String> answer = gateway.chat(question);
        assertThat(header(answer, "x-tallyport-cache")).as(question).isEqualTo("hit");
        return answer;
    }

    private static String question(String more) {
        return question(
                "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"question "
                        + QUESTIONS.incrementAndGet() + "\"}],\"temperature\":0}",
                more);
    }

    private static String question(String body, String more) {
        return body.substring(0, body.length() - 1) + more + "}";
    }

    private static String streamed(String question, boolean usage) {
        return question(question, ",\"stream\":true" + (usage ? ",\"stream_options\":{\"include_usage\":true}" : ""));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /** Empty when it is not there. */
    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
