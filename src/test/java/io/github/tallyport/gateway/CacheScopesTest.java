package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.Answers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who shares an answer, and what is kept, as configured. */
class CacheScopesTest {
    private static final String QUESTION =
            "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"scope\"}],\"temperature\":0}";

    @ParameterizedTest
    @CsvSource({"tenant,hit,miss", "key,miss,miss", "global,hit,hit"})
    void keys_and_tenants_share_as_configured(String sharedBy, String otherKey, String otherTenant) {
        try (TestGateway gateway = TestGateway.start("tallyport.cache.shared-by=" + sharedBy)) {
            Spender one = Spender.of(gateway, Terms.OPEN, Terms.OPEN);
            one.ask(QUESTION);
            assertThat(state(one.ask(QUESTION))).isEqualTo("hit");
            assertThat(state(one.sibling(Terms.OPEN).ask(QUESTION))).isEqualTo(otherKey);
            assertThat(state(Spender.of(gateway, Terms.OPEN, Terms.OPEN).ask(QUESTION)))
                    .isEqualTo(otherTenant);
        }
    }

    @Test
    void nothing_is_kept_where_it_is_off() {
        try (TestGateway gateway = TestGateway.start("tallyport.cache.requests=off")) {
            gateway.chat(QUESTION);
            assertThat(state(gateway.chat(QUESTION))).isEqualTo("bypass");
        }
    }

    @Test
    void tool_calls_are_kept_where_that_is_configured() {
        try (TestGateway gateway = TestGateway.start("tallyport.cache.tool-calls=true")) {
            gateway.upstream().next(Answers.json(200, CacheTest.TOOL_CALL));
            gateway.chat(QUESTION);
            HttpResponse<String> again = gateway.chat(QUESTION);
            assertThat(state(again)).isEqualTo("hit");
            assertThat(again.body()).contains("\"tool_calls\"");
        }
    }

    private static String state(HttpResponse<?> answer) {
        return answer.headers().firstValue("x-tallyport-cache").orElse("");
    }
}
