package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.MODEL;
import static io.github.tallyport.upstream.StreamParts.choice;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.finish;
import static io.github.tallyport.upstream.StreamParts.finishWithUsage;
import static io.github.tallyport.upstream.StreamParts.role;
import static io.github.tallyport.upstream.StreamParts.stream;
import static io.github.tallyport.upstream.StreamParts.trailingUsageWithChoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.tenancy.Terms;
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
        client = client(gateway.key());
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
            ChatCompletion whole = accumulated(hello().streamOptions(ChatCompletionStreamOptions.builder()
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
        ChatCompletion whole = accumulated(hello().addFunctionTool(weather()).build());
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
    void each_status_becomes_its_own_exception_with_type_code_and_request_id() {
        var _ = assertError(
                BadRequestException.class,
                400,
                "integer_below_min_value",
                () -> client.chat()
                        .completions()
                        .create(hello().maxCompletionTokens(0).build()));
        var _ = assertError(
                NotFoundException.class,
                404,
                "model_not_found",
                () -> client.chat()
                        .completions()
                        .create(hello().model("no-such-model").build()));
        OpenAIClient wrong = client("sk-wrong");
        var _ = assertError(
                UnauthorizedException.class,
                401,
                "invalid_api_key",
                () -> wrong.chat().completions().create(hello().build()));
        wrong.close();
        gateway.bean(Tenants.class).create(NewTenant.of("poor", "Poor"));
        OpenAIClient narrow = client(gateway.bean(Keys.class)
                .issue("poor", new NewKey("narrow", Terms.allowing(AllowList.of("another/model")), null))
                .secret());
        var _ = assertError(
                PermissionDeniedException.class,
                403,
                "model_not_found",
                () -> narrow.chat().completions().create(hello().build()));
        narrow.close();
        ChatCompletionCreateParams tooLarge =
                hello().addUserMessage("x".repeat(9 << 20)).build();
        var _ = assertError(
                UnexpectedStatusCodeException.class,
                413,
                "request_too_large",
                () -> client.chat().completions().create(tooLarge));
        gateway.upstream().next(Answers.json(429, "{}"), Answers.json(500, "{}"), Answers.html(502));
        var _ = assertError(
                InternalServerException.class,
                503,
                "server_is_overloaded",
                () -> client.chat().completions().create(hello().build()));
        var _ = assertError(
                InternalServerException.class,
                502,
                "upstream_error",
                () -> client.chat().completions().create(hello().build()));
        var _ = assertError(
                InternalServerException.class,
                502,
                "upstream_error",
                () -> client.chat().completions().create(hello().build()));
    }

    @Test
    void a_limit_that_is_reached_is_a_rate_limit_exception_with_its_numbers() {
        Spender hurried = Spender.of(gateway, Terms.OPEN, Spender.rates(1L, null, null));
        OpenAIClient hasty = client(hurried.key().secret());
        hasty.chat().completions().create(hello().build());
        RateLimitException limited = assertError(
                RateLimitException.class,
                429,
                "rate_limit_exceeded",
                () -> hasty.chat().completions().create(hello().build()));
        assertThat(limited.type()).hasValue("requests");
        assertThat(limited).hasMessageContaining("(RPM): Limit 1, Used 1, Requested 1.");
        assertThat(limited.headers().values("x-ratelimit-remaining-requests")).containsExactly("0");
        hasty.close();

        Spender broke = Spender.of(gateway, Spender.budget(0), Terms.OPEN);
        OpenAIClient poor = client(broke.key().secret());
        RateLimitException gone = assertError(
                RateLimitException.class, 429, "insufficient_quota", () -> accumulated(poor, hello().build()));
        assertThat(gone.type()).hasValue("insufficient_quota");
        assertThat(gone.headers().values("x-should-retry")).containsExactly("false");
        poor.close();
    }

    @Test
    void an_error_before_the_first_event_of_a_stream_has_its_status() {
        gateway.upstream().next(Answers.sse("{\"error\":{\"message\":\"boom\",\"code\":500}}"));
        assertThatThrownBy(() -> accumulated(hello().build())).isInstanceOf(InternalServerException.class);
    }

    @Test
    void an_error_inside_a_stream_is_an_sse_exception_with_type_and_code() {
        gateway.upstream().next(Answers.sse(role(), delta("Hi"), "{\"error\":{\"message\":\"boom\",\"code\":500}}"));
        SseException inside = catchThrowableOfType(SseException.class, () -> accumulated(hello().build()));
        assertThat(inside.code()).hasValue("upstream_error");
        assertThat(inside.type()).hasValue("server_error");
    }

    @Test
    void a_truncated_stream_is_an_error_and_not_a_short_answer() {
        gateway.upstream().next(Answers.sse(role(), delta("Hi")));
        assertThatThrownBy(() -> accumulated(hello().build())).isInstanceOf(SseException.class);
    }

    @Test
    void models_are_listed_and_found() {
        assertThat(client.models().list().data())
                .extracting(model -> model.id())
                .containsExactly(MODEL);
        assertThat(client.models().retrieve(MODEL).ownedBy()).isEqualTo("deepseek");
    }

    private static ChatCompletion accumulated(ChatCompletionCreateParams params) {
        return accumulated(client, params);
    }

    private static ChatCompletion accumulated(OpenAIClient asking, ChatCompletionCreateParams params) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                asking.chat().completions().createStreaming(params)) {
            chunks.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    private static <E extends OpenAIServiceException> E assertError(
            Class<E> type, int status, String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        E error = catchThrowableOfType(type, call);
        assertThat(error).isNotNull();
        assertThat(error.statusCode()).isEqualTo(status);
        assertThat(error.code()).hasValue(code);
        assertThat(error.type()).isPresent();
        assertThat(error.headers().values("x-request-id")).hasSize(1);
        return error;
    }

    private static ChatCompletionCreateParams.Builder hello() {
        return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage("你好");
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

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.uri("/v1").toString())
                .apiKey(key)
                .maxRetries(0)
                .build();
    }
}
