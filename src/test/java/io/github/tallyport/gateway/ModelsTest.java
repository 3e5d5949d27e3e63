package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /models} and {@code GET /models/{id}}, through real sockets. */
class ModelsTest {
    private static final String MODEL = TestGateway.MODEL;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/api/gpt/v1/models", "/models"})
    void the_models_a_key_may_use_are_listed_under_every_prefix(String path) throws IOException {
        RawClient.Reply reply = get(path, bearer(AllowList.ALL));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.text())
                .isEqualTo("{\"object\":\"list\",\"data\":[{\"id\":\"deepseek/deepseek-v3.2-exp\",\"object\":\"model\","
                        + "\"created\":1759104000,\"owned_by\":\"deepseek\",\"context_length\":131072,\"pricing\":"
                        + "{\"prompt\":\"0.0035\",\"cached_prompt\":\"0.0035\",\"completion\":\"0.0055\","
                        + "\"currency\":\"CNY\"}}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/deepseek%2Fdeepseek-v3.2-exp",
                "/v1/models/deepseek%2fdeepseek-v3.2-exp",
                "/v1/models/deepseek/deepseek-v3.2-exp",
                "/api/gpt/v1/models/deepseek%2Fdeepseek-v3.2-exp",
                "/models/deepseek/deepseek-v3.2-exp",
                "/models/deepseek-v3.2-exp"
            })
    void a_model_is_found_by_id_with_a_raw_or_encoded_slash_and_by_alias(String path) throws IOException {
        RawClient.Reply reply = get(path, bearer(AllowList.ALL));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(json(reply).get("id").asString()).isEqualTo(MODEL);
    }

    @Test
    void a_model_that_is_unknown_or_not_for_this_key_is_404() throws IOException {
        RawClient.Reply unknown = get("/v1/models/gpt-9", bearer(AllowList.ALL));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(error(unknown).get("code").asString()).isEqualTo("model_not_found");
        assertThat(error(unknown).get("param").asString()).isEqualTo("model");
        String other = bearer(AllowList.of("another/model"));
        RawClient.Reply hidden = get("/v1/models/" + MODEL, other);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(json(get("/v1/models", other)).get("data")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/v1/models/gpt-9", "/models/deepseek%2Fdeepseek-v3.2-exp"})
    void models_need_a_key_before_anything_is_said_about_them(String path) throws IOException {
        RawClient.Reply reply = get(path);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("www-authenticate")).isEqualTo("Bearer");
        assertThat(error(reply).get("message").asString()).startsWith("You didn't provide an API key.");
        assertThat(get(path, "Authorization: Bearer sk-wrong").status()).isEqualTo(401);
    }

    @Test
    void a_key_is_taken_from_other_headers_too() throws IOException {
        String secret = bearer(AllowList.ALL).substring("Authorization: Bearer ".length());
        assertThat(get("/v1/models", "api-key: " + secret).status()).isEqualTo(200);
        assertThat(get("/v1/models", "x-api-key: " + secret).status()).isEqualTo(200);
        assertThat(get("/v1/models?api-key=" + secret).status()).isEqualTo(401);
    }

    private static String bearer(AllowList models) {
        return "Authorization: Bearer "
                + gateway.bean(Keys.class)
                        .issue("acme", new NewKey("test", Terms.allowing(models), null))
                        .secret();
    }

    private static RawClient.Reply get(String path, String... headers) throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            return client.send(RawClient.request("GET", path, "", headers)).reply();
        }
    }

    private static JsonNode error(RawClient.Reply reply) {
        return json(reply).get("error");
    }

    private static JsonNode json(RawClient.Reply reply) {
        return JsonMapper.shared().readTree(reply.body());
    }
}
