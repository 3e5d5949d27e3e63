package io.github.tallyport.sandbox;

import static io.github.tallyport.sandbox.Simulator.asking;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SandboxToolsTest {
    private static final String TOOLS = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\","
            + "\"parameters\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},"
            + "\"unit\":{\"enum\":[\"celsius\",\"fahrenheit\"]},\"days\":{\"type\":\"integer\"}},"
            + "\"required\":[\"city\",\"unit\"]}}},{\"type\":\"function\",\"function\":{\"name\":\"now\"}}]";
    private static final String REQUIRED = ",\"tool_choice\":\"required\"";
    private static final String NAMED = ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"now\"}}";
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
    void a_forced_tool_is_called_with_arguments_that_fit_its_parameters() throws Exception {
        JsonNode choice = simulator.answer(asking("Weather?", TOOLS, REQUIRED)).at("/choices/0");
        JsonNode call = choice.at("/message/tool_calls/0");
        assertThat(choice.path("finish_reason").stringValue()).isEqualTo("tool_calls");
        assertThat(choice.at("/message/content").isNull()).isTrue();
        assertThat(call.path("id").stringValue()).startsWith("call_");
        assertThat(call.path("type").stringValue()).isEqualTo("function");
        assertThat(call.at("/function/name").stringValue()).isEqualTo("get_weather");
        assertThat(JSON.readTree(call.at("/function/arguments").stringValue()))
                .isEqualTo(JSON.readTree("{\"city\":\"sample city\",\"unit\":\"celsius\"}"));
    }

    @Test
    void the_tool_that_is_named_is_the_one_called_and_one_without_parameters_gets_none() throws Exception {
        JsonNode call = simulator.answer(asking("Time?", TOOLS, NAMED)).at("/choices/0/message/tool_calls/0/function");
        assertThat(call).hasToString("{\"name\":\"now\",\"arguments\":\"{}\"}");
    }

    @Test
    void a_tool_that_is_only_offered_is_called_when_the_rehearsal_says_so() throws Exception {
        assertThat(finish(simulator.answer(asking("Weather?", TOOLS)))).isEqualTo("stop");
        assertThat(finish(simulator.answer(asking("tallyport:tool-call Weather?", TOOLS))))
                .isEqualTo("tool_calls");
    }

    @Test
    void the_tools_answer_is_told_and_ends_the_loop() throws Exception {
        String loop = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"tallyport:tool-call\"},"
                + "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"now\",\"arguments\":\"{}\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"12 o'clock\"}]" + TOOLS + "}";
        JsonNode answer = simulator.answer(loop);
        assertThat(finish(answer)).isEqualTo("stop");
        assertThat(answer.at("/choices/0/message/content").stringValue()).contains("The tool answered: \"12 o'clock\"");
    }

    @Test
    void a_streamed_call_is_opened_once_and_its_arguments_follow_in_fragments() throws Exception {
        List<JsonNode> chunks = simulator.chunks(asking("Weather?", TOOLS, REQUIRED, ",\"stream\":true"));
        List<JsonNode> calls = chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/tool_calls/0"))
                .filter(call -> !call.isMissingNode())
                .toList();
        assertThat(calls)
                .hasSizeGreaterThan(2)
                .allSatisfy(call -> assertThat(call.path("index").intValue()).isZero());
        assertThat(calls.getFirst().at("/function/name").stringValue()).isEqualTo("get_weather");
        assertThat(calls.getFirst().path("id").stringValue()).startsWith("call_");
        assertThat(calls.subList(1, calls.size())).noneMatch(call -> call.has("id") || call.has("type"));
        String arguments = calls.stream()
                .map(call -> call.at("/function/arguments").stringValue())
                .collect(Collectors.joining());
        assertThat(JSON.readTree(arguments).path("city").stringValue()).isEqualTo("sample city");
        assertThat(finish(chunks.get(chunks.size() - 2))).isEqualTo("tool_calls");
    }

    @Test
    void arguments_that_are_cut_off_say_so() throws Exception {
        JsonNode answer = simulator.answer(asking("Weather?", TOOLS, REQUIRED, ",\"max_tokens\":2"));
        assertThat(finish(answer)).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens").longValue()).isEqualTo(2);
    }

    private static String finish(JsonNode answer) {
        return answer.at("/choices/0/finish_reason").stringValue();
    }
}
