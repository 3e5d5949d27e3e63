package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.OpenAiJava.accumulated;
import static io.github.tallyport.gateway.OpenAiJava.client;
import static io.github.tallyport.gateway.OpenAiJava.hello;
import static io.github.tallyport.gateway.TestGateway.MODEL;
import static io.github.tallyport.upstream.StreamParts.choice;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.finish;
import static io.github.tallyport.upstream.StreamParts.finishWithUsage;
import static io.github.tallyport.upstream.StreamParts.role;
import static io.github.tallyport.upstream.StreamParts.stream;
import static io.github.tallyport.upstream.StreamParts.trailingUsageWithChoice;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import io.github.tallyport.upstream.Answers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official Java client against the gateway. */
class OpenAiJavaTest {
    private static TestGateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        client = client(gateway, gateway.key());
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.forget();
    }

    @Test
    void an_answer_is_read() {
        ChatCompletion answer = client.chat().completions().create(hello().build());
        assertThat(answer.choices().getFirst().message().content().orElseThrow())
                .startsWith("你好");
        assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(259);
        assertThat(answer.model()).isEqualTo(MODEL);
    }

    @Test
    void a_stream_is_accumulated_with_its_usage() {
        for (String[] events : List.of(
                stream("Hel", "lo"),
                new String[] {delta("Hel"), delta("lo"), finishWithUsage("stop", 9, 2), Answers.DONE},
                new String[] {
                    role(), delta("Hel"), delta("lo"), finish("stop"), trailingUsageWithChoice(9, 2), Answers.DONE
                })) {
            gateway.upstream().next(Answers.sse(events));
            ChatCompletion whole = accumulated(
                    client,
                    hello().streamOptions(ChatCompletionStreamOptions.builder()
                                    .includeUsage(true)
                                    .build())
                            .build());
            assertThat(whole.choices().getFirst().message().content()).hasValue("Hello");
            assertThat(whole.usage().orElseThrow().completionTokens()).isEqualTo(2);
        }
    }

    @Test
    void streamed_tool_calls_are_accumulated() {
        gateway.upstream()
                .next(Answers.sse(
                        choice(
                                "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}]}",
                                "null"),
                        choice(
                                "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"city\\\":\"}}]}",
                                "null"),
                        choice(
                                "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"Paris\\\"}\"}}]}",
                                "null"),
                        finish("tool_calls"),
                        Answers.DONE));
        ChatCompletion whole =
                accumulated(client, hello().addFunctionTool(weather()).build());
        var call = whole.choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction();
        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Paris\"}");
    }

    @Test
    void models_are_listed_and_found() {
        assertThat(client.models().list().data())
                .extracting(model -> model.id())
                .containsExactly(MODEL);
        assertThat(client.models().retrieve(MODEL).ownedBy()).isEqualTo("deepseek");
    }

    private static FunctionDefinition weather() {
        return FunctionDefinition.builder()
                .name("weather")
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build())
                .build();
    }
}
