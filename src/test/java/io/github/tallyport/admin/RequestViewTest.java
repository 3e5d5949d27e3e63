package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Labels;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.ledger.Times;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.storage.DatabaseKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** One request, as operators see it. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RequestViewTest extends OnEitherOffice {
    private static final String REQUESTS = "/admin/v1/requests";
    private static final String[] CSV = {"Accept", "text/csv"};

    @Test
    void a_request_is_shown_with_all_that_is_known_of_it() {
        Asking asking = new Asking(
                "req_full",
                Instant.parse("2026-02-01T00:00:00Z").toEpochMilli(),
                "full",
                "key1",
                ZoneOffset.UTC,
                Office.MODEL,
                "wcode",
                true,
                Ledger.PRICE,
                new Labels("aa", "bb", Map.of("team", "search", "app", "x,y")),
                new Reserved(12, 4096, 22_570_000));
        new Ledger(office)
                .add(new Receipt(
                        asking,
                        Ending.BROKEN_OFF,
                        200,
                        "upstream_error",
                        "length",
                        2,
                        new Times(1_234_567_890, 250_999_999, -1),
                        new Usage.Reported(9, 4, 250, 100),
                        1_393_900,
                        "0.00139",
                        CacheState.MISS,
                        0));

        assertThat(row("full").toString()).isEqualTo("""
                {"request_id":"req_full","tenant":"full","key":"key1","model":"deepseek/deepseek-v3.2-exp",\
                "target":"wcode","received_at":"2026-02-01T00:00:00Z","first_byte_at":"2026-02-01T00:00:00.250Z",\
                "done_at":"2026-02-01T00:00:01.234Z","ending":"broken_off","status":200,"stream":true,"attempts":2,\
                "prompt_tokens":9,"cached_tokens":4,"completion_tokens":250,"reasoning_tokens":100,"source":"reported",\
                "price":{"prompt":"0.003500","cached_prompt":"0.000350","completion":"0.005500",\
                "valid_from":"2025-09-28T16:00:00Z"},"cost":"0.001393900","saved":"0.000000000","cache":"miss",\
                "code":"upstream_error","finish_reason":"length","upstream_cost":"0.00139",\
                "reserved":{"prompt_tokens":12,"completion_tokens":4096,"cost":"0.022570000"},"user_hash":"aa",\
                "idempotency_key_hash":"bb","metadata":{"app":"x,y","team":"search"}}""");
        assertThat(office.get(REQUESTS + "?tenant=full", CSV).is(200).text()).isEqualTo("""
                request_id,tenant,key,model,target,received_at,first_byte_at,done_at,ending,status,stream,attempts,\
                prompt_tokens,cached_tokens,completion_tokens,reasoning_tokens,source,price_prompt,price_cached_prompt,\
                price_completion,price_valid_from,cost,saved,cache,code,finish_reason,upstream_cost,\
                reserved_prompt_tokens,reserved_completion_tokens,reserved_cost,user_hash,idempotency_key_hash,metadata\r
                req_full,full,key1,deepseek/deepseek-v3.2-exp,wcode,2026-02-01T00:00:00Z,2026-02-01T00:00:00.250Z,\
                2026-02-01T00:00:01.234Z,broken_off,200,true,2,9,4,250,100,reported,0.003500,0.000350,0.005500,\
                2025-09-28T16:00:00Z,0.001393900,0.000000000,miss,upstream_error,length,0.00139,12,4096,0.022570000,aa,bb,\
                "{""app"":""x,y"",""team"":""search""}"\r
                """);
    }

    @Test
    void what_is_not_known_is_null_and_an_empty_cell() {
        Asking asking = new Asking(
                "req_bare",
                Instant.parse("2026-02-02T00:00:00Z").toEpochMilli(),
                "bare",
                "key1",
                ZoneOffset.UTC,
                null,
                null,
                false,
                null,
                Labels.NONE,
                Reserved.NOTHING);
        new Ledger(office, 2)
                .add(new Receipt(
                        asking,
                        Ending.FAILED,
                        502,
                        null,
                        null,
                        0,
                        Times.UNKNOWN,
                        Usage.NONE,
                        0,
                        null,
                        CacheState.BYPASS,
                        0));

        JsonNode row = row("bare");
        List<String> nulls = new ArrayList<>();
        row.forEachEntry((name, value) -> {
            if (value.isNull()) {
                nulls.add(name);
            }
        });
        assertThat(nulls)
                .containsExactly(
                        "model",
                        "target",
                        "first_byte_at",
                        "price",
                        "code",
                        "finish_reason",
                        "upstream_cost",
                        "user_hash",
                        "idempotency_key_hash");
        assertThat(row.required("source").stringValue()).isEqualTo("estimated");
        Map<String, String> line = CsvText.rows(
                        office.get(REQUESTS + "?tenant=bare", CSV).is(200).text())
                .getFirst();
        assertThat(line)
                .containsEntry("model", "")
                .containsEntry("price_prompt", "")
                .containsEntry("price_valid_from", "")
                .containsEntry("metadata", "{}");
    }

    private static JsonNode row(String tenant) {
        JsonNode data =
                office.get(REQUESTS + "?tenant=" + tenant).is(200).json().required("data");
        assertThat(data.size()).isEqualTo(1);
        return data.get(0);
    }
}
