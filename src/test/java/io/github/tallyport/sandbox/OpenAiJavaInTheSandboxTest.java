package io.github.tallyport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.InternalServerException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a team rehearses on its laptop, seen through the official Java client. */
class OpenAiJavaInTheSandboxTest {
    @TempDir
    static Path data;

    private static Laptop laptop;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        laptop = Laptop.start(data, "tallyport.sandbox.first-token=1ms", "tallyport.sandbox.pace=1ms");
        client = OpenAIOkHttpClient.builder()
                .baseUrl(laptop.baseUrl().toString())
                .apiKey(laptop.key())
                .maxRetries(0)
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        laptop.close();
    }

    @Test
    void a_rate_limit_is_a_rate_limit_exception_that_says_when_to_come_back() {
        RateLimitException limited = catchThrowableOfType(
                RateLimitException.class, () -> client.chat().completions().create(asking("tallyport:rate-limit-7")));
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.code()).hasValue("rate_limit_exceeded");
        assertThat(limited.headers().values("retry-after")).containsExactly("7");
    }

    @Test
    void an_overloaded_provider_is_an_internal_server_exception() {
        InternalServerException busy = catchThrowableOfType(
                InternalServerException.class, () -> client.chat().completions().create(asking("tallyport:429")));
        assertThat(busy.statusCode()).isEqualTo(503);
    }

    @Test
    void a_stream_that_breaks_is_an_sse_exception() {
        for (String word : new String[] {"truncate", "drop-mid-stream", "error-mid-stream"}) {
            SseException broken = catchThrowableOfType(SseException.class, () -> accumulated("tallyport:" + word));
            assertThat(broken.code()).as(word).hasValue("upstream_error");
        }
    }

    @Test
    void json_is_answered_when_json_is_asked_for() {
        String content = client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("deepseek/deepseek-v3.2-exp")
                        .addUserMessage("json please")
                        .responseFormat(ResponseFormatJsonObject.builder().build())
                        .build())
                .choices()
                .getFirst()
                .message()
                .content()
                .orElseThrow();
        assertThat(content).startsWith("{").endsWith("}");
    }

    private static void accumulated(String message) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(asking(message))) {
            chunks.stream().forEach(accumulator::accumulate);
        }
    }

    private static ChatCompletionCreateParams asking(String message) {
        return ChatCompletionCreateParams.builder()
                .model("deepseek/deepseek-v3.2-exp")
                .addUserMessage(message)
                .build();
    }
}
