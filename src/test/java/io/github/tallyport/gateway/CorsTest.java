package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorsTest {
    private static final String APP = "https://app.example.com";

    private final Map<String, String> headers = new LinkedHashMap<>();

    @Test
    void off_nothing_is_said() {
        Cors off = cors();
        off.preflight(APP, headers::put);
        off.answer(APP, headers::put);
        assertThat(headers).isEmpty();
    }

    @Test
    void an_allowed_page_is_told_what_it_may_send() {
        cors(APP).preflight(APP, headers::put);
        assertThat(headers)
                .containsEntry("access-control-allow-origin", APP)
                .containsEntry("access-control-allow-methods", "GET, POST, OPTIONS")
                .containsEntry("access-control-max-age", "600")
                .containsEntry("vary", "origin")
                .doesNotContainKey("access-control-allow-credentials");
        assertThat(list("access-control-allow-headers"))
                .contains("authorization", "content-type", "x-stainless-retry-count", "x-stainless-helper-method");
    }

    @Test
    void an_allowed_page_may_read_our_headers() {
        cors(APP).answer(APP, headers::put);
        assertThat(headers).containsEntry("access-control-allow-origin", APP);
        assertThat(list("access-control-expose-headers"))
                .contains("x-request-id", "retry-after", "retry-after-ms", "x-ratelimit-remaining-tokens");
    }

    @Test
    void any_other_page_is_told_nothing_and_caches_are_told_why() {
        cors(APP).answer("https://evil.example.com", headers::put);
        cors(APP).preflight("https://evil.example.com", headers::put);
        cors(APP).answer(null, headers::put);
        assertThat(headers).containsOnly(Map.entry("vary", "origin"));
    }

    @Test
    void a_star_allows_every_page() {
        cors("*").answer(APP, headers::put);
        assertThat(headers).containsEntry("access-control-allow-origin", "*").doesNotContainKey("vary");
    }

    @Test
    void a_preflight_is_an_OPTIONS_with_an_origin_and_a_method() {
        assertThat(Cors.isPreflight("OPTIONS", APP, "POST")).isTrue();
        assertThat(Cors.isPreflight("OPTIONS", APP, null)).isFalse();
        assertThat(Cors.isPreflight("OPTIONS", null, "POST")).isFalse();
        assertThat(Cors.isPreflight("POST", APP, "POST")).isFalse();
    }

    private String[] list(String name) {
        return headers.getOrDefault(name, "").split(", ", -1);
    }

    private static Cors cors(String... origins) {
        return new Cors(new CorsProperties(List.of(origins), Duration.ofMinutes(10)));
    }
}
