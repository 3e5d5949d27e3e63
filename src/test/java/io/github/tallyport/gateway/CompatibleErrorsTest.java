package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.gateway.TestGateway.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.upstream.Answers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those of the twenty cases of {@link CompatibilityTest} that are about errors before an answer begins. */
class CompatibleErrorsTest {
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
    void case_8_an_upstream_200_with_an_error_becomes_a_real_status() {
        gateway.upstream()
                .next(Answers.json(200, "{\"error\":{\"message\":\"Provider returned error\",\"code\":429}}"));
        assertThat(gateway.chat(HELLO).statusCode()).isEqualTo(503);
        gateway.upstream().next(Answers.sse("{\"error\":{\"message\":\"boom\",\"code\":502}}"));
        HttpResponse<String> response = gateway.chat(HELLO_STREAM);
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    }

    @Test
    void case_9_type_and_code_of_an_error_are_strings_or_null() {
        gateway.upstream().next(Answers.json(400, "{\"error\":{\"message\":\"bad\",\"code\":400}}"));
        assertThat(gateway.chat(HELLO).body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"bad\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}");
    }

    @Test
    void case_10_retry_after_is_between_1_and_60_and_final_errors_say_so() {
        gateway.upstream()
                .next(
                        Answers.json(429, "{}", "Retry-After: 0"),
                        Answers.json(429, "{}", "Retry-After: 3600"),
                        Answers.json(401, "{}"),
                        Answers.json(402, "{}"));
        assertThat(gateway.chat(HELLO).headers().firstValue("retry-after")).hasValue("1");
        assertThat(gateway.chat(HELLO).headers().firstValue("retry-after")).hasValue("60");
        assertThat(gateway.chat(HELLO).headers().firstValue("x-should-retry")).hasValue("false");
        assertThat(gateway.chat(HELLO).headers().firstValue("x-should-retry")).hasValue("false");
    }

    @Test
    void case_14_messages_given_as_an_object_are_an_invalid_type() {
        HttpResponse<String> response =
                gateway.chat("{\"model\":\"" + MODEL + "\",\"messages\":{\"role\":\"user\",\"content\":\"你好\"}}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"param\":\"messages\"").contains("\"code\":\"invalid_type\"");
    }

    @Test
    void case_17_an_upstream_401_or_402_never_reaches_the_client_as_such() {
        gateway.upstream()
                .next(
                        Answers.json(401, "{\"error\":{\"message\":\"bad key " + TestGateway.UPSTREAM_KEY + "\"}}"),
                        Answers.json(402, "{\"error\":{\"message\":\"Insufficient Balance\"}}"),
                        Answers.json(403, "{\"error\":{\"message\":\"forbidden\"}}"));
        HttpResponse<String> credentials = gateway.chat(HELLO);
        assertThat(credentials.statusCode()).isEqualTo(502);
        assertThat(credentials.body()).contains("upstream_auth_error").doesNotContain("sk-");
        HttpResponse<String> balance = gateway.chat(HELLO);
        assertThat(balance.statusCode()).isEqualTo(503);
        assertThat(balance.body()).doesNotContain("Balance");
        assertThat(gateway.chat(HELLO).statusCode()).isEqualTo(502);
    }
}
