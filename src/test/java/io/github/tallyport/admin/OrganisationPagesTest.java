package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.catalogue.Price;
import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.ledger.Labels;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.openai.Usage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The pages of OpenAI's organisation reports, as they are on the wire. */
class OrganisationPagesTest extends InOneOffice {
    private static final long START = Ledger.FIRST.getEpochSecond();

    @Test
    void what_it_looks_like_is_what_OpenAI_documents_and_money_is_a_plain_number() {
        Asking cheap = new Asking(
                "req",
                Instant.parse("2026-02-01T10:00:00Z").toEpochMilli(),
                "cheap",
                "key1",
                ZoneOffset.UTC,
                Office.MODEL,
                "wcode",
                false,
                new Price(Instant.EPOCH, 1, 0, 0),
                Labels.NONE,
                Reserved.NOTHING);
        new Ledger(office).add(cheap, new Usage.Reported(3, 2, 4, 1), CacheState.MISS);

        String february = "?start_time=1769904000&end_time=1770076800&project_ids=cheap";
        assertThat(office.get("/v1/organization/costs" + february).is(200).text())
                .isEqualTo("""
                {"object":"page","data":[{"object":"bucket","start_time":1769904000,"end_time":1769990400,"results":[\
                {"object":"organization.costs.result","amount":{"value":0.000000001,"currency":"cny"},"line_item":null,\
                "project_id":null,"api_key_id":null,"quantity":null,"quantity_unit":null}]},\
                {"object":"bucket","start_time":1769990400,"end_time":1770076800,"results":[]}],\
                "has_more":false,"next_page":null}""");
        assertThat(office.get("/v1/organization/usage/completions" + february + "&group_by=api_key_id&limit=1")
                        .is(200)
                        .text())
                .isEqualTo("""
                {"object":"page","data":[{"object":"bucket","start_time":1769904000,"end_time":1769990400,"results":[\
                {"object":"organization.usage.completions.result","input_tokens":3,"input_cached_tokens":2,\
                "input_uncached_tokens":1,"input_audio_tokens":0,"output_tokens":4,"output_audio_tokens":0,\
                "num_model_requests":1,"project_id":null,"user_id":null,"api_key_id":"key1","model":null,"batch":null,\
                "service_tier":null}]}],"has_more":true,"next_page":"WyIxNzY5OTkwNDAwIl0"}""");
    }

    @Test
    void buckets_are_whole_and_as_many_as_OpenAI_has_when_nothing_is_said() {
        Map<String, Integer> usual = Map.of("1m", 60, "1h", 24, "1d", 7);
        usual.forEach((width, count) -> {
            JsonNode page = get("usage/completions?start_time=" + 90_001 + "&bucket_width=" + width);
            assertThat(page.required("data").size()).isEqualTo(count);
            assertThat(page.at("/data/0/start_time").longValue()).isEqualTo(width.equals("1d") ? 86_400L : 90_000L);
        });
        JsonNode days = get("costs?start_time=0&limit=180");
        assertThat(days.required("data").size()).isEqualTo(180);
        assertThat(days.required("has_more").booleanValue()).isTrue();
        JsonNode nothing = get("costs?start_time=" + START + "&end_time=" + START);
        assertThat(nothing.required("data").isEmpty()).isTrue();
        assertThat(nothing.required("has_more").booleanValue()).isFalse();
        JsonNode now = get("costs?start_time=" + Instant.now().getEpochSecond());
        assertThat(now.required("data").size()).isBetween(1, 2);
        assertThat(get("costs?start_time=253402300799").required("data").size()).isZero();
    }

    @Test
    void they_are_on_the_operators_port_alone_with_their_key_alone() {
        String path = "/v1/organization/costs?start_time=0";
        office.get(path, "Authorization", "Bearer " + office.gateway().key()).is(401);
        assertThat(office.get("/v1/organization/projects").is(404).code()).isEqualTo("unknown_url");
        assertThat(office.get("/v1/organization").is(404).code()).isEqualTo("unknown_url");
        assertThat(office.post("/v1/organization/costs").is(405).header("allow"))
                .isEqualTo("GET, HEAD, OPTIONS");
    }

    private static JsonNode get(String path) {
        return office.get("/v1/organization/" + path).is(200).json();
    }
}
