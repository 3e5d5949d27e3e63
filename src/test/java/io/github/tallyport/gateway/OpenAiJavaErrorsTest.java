package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.OpenAiJava.accumulated;
import static io.github.tallyport.gateway.OpenAiJava.client;
import static io.github.tallyport.gateway.OpenAiJava.hello;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.Answers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of its exceptions the official Java client throws for what the gateway says. */
class OpenAiJavaErrorsTest {
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
        OpenAIClient wrong = client(gateway, "sk-wrong");
        var _ = assertError(
                UnauthorizedException.class,
                401,
                "invalid_api_key",
                () -> wrong.chat().completions().create(hello().build()));
        wrong.close();
        gateway.bean(Tenants.class).create(NewTenant.of("poor", "Poor"));
        OpenAIClient narrow = client(
                gateway,
                gateway.bean(Keys.class)
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
        OpenAIClient hasty = client(gateway, hurried.key().secret());
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
        OpenAIClient poor = client(gateway, broke.key().secret());
        RateLimitException gone = assertError(
                RateLimitException.class, 429, "insufficient_quota", () -> accumulated(poor, hello().build()));
        assertThat(gone.type()).hasValue("insufficient_quota");
        assertThat(gone.headers().values("x-should-retry")).containsExactly("false");
        poor.close();
    }

    @Test
    void an_error_before_the_first_event_of_a_stream_has_its_status() {
        gateway.upstream().next(Answers.sse("{\"error\":{\"message\":\"boom\",\"code\":500}}"));
        assertThatThrownBy(() -> accumulated(client, hello().build())).isInstanceOf(InternalServerException.class);
    }

    @Test
    void an_error_inside_a_stream_is_an_sse_exception_with_type_and_code() {
        gateway.upstream().next(Answers.sse(role(), delta("Hi"), "{\"error\":{\"message\":\"boom\",\"code\":500}}"));
        SseException inside = catchThrowableOfType(SseException.class, () -> accumulated(client, hello().build()));
        assertThat(inside.code()).hasValue("upstream_error");
        assertThat(inside.type()).hasValue("server_error");
    }

    @Test
    void a_truncated_stream_is_an_error_and_not_a_short_answer() {
        gateway.upstream().next(Answers.sse(role(), delta("Hi")));
        assertThatThrownBy(() -> accumulated(client, hello().build())).isInstanceOf(SseException.class);
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
}
