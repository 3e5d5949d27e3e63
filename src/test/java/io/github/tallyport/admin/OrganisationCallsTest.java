package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.admin.organization.usage.UsageCompletionsParams;
import com.openai.models.admin.organization.usage.UsageCompletionsResponse;
import com.openai.models.admin.organization.usage.UsageCostsParams;
import com.openai.models.admin.organization.usage.UsageCostsResponse;
import io.github.tallyport.books.Booked;
import io.github.tallyport.ledger.Asking;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.storage.DatabaseKind;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** OpenAI's own client reads its organisation's reports here. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OrganisationCallsTest extends OnEitherOffice {
    private static final long START = Ledger.FIRST.getEpochSecond();
    private static final long END = Ledger.LAST.getEpochSecond();
    private static final AtomicReference<Ledger> LEDGER = new AtomicReference<>();

    @SuppressWarnings("NullAway.Init") // made before each test
    private OpenAIClient client;

    @BeforeEach
    void start() {
        Ledger there = LEDGER.get();
        if (there == null || !there.isOf(office)) {
            Ledger ledger = new Ledger(office);
            ledger.addRandom(500);
            LEDGER.set(ledger);
        }
        client = OpenAIOkHttpClient.builder()
                .baseUrl(office.uri("/v1").toString())
                .adminApiKey(Office.KEY)
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void tokens_by_the_hour_page_by_page_are_those_of_the_rows() {
        Map<String, Long> seen = new TreeMap<>();
        UsageCompletionsParams params = UsageCompletionsParams.builder()
                .startTime(START)
                .endTime(END)
                .bucketWidth(UsageCompletionsParams.BucketWidth._1H)
                .addGroupBy(UsageCompletionsParams.GroupBy.PROJECT_ID)
                .addGroupBy(UsageCompletionsParams.GroupBy.API_KEY_ID)
                .addGroupBy(UsageCompletionsParams.GroupBy.MODEL)
                .limit(5)
                .build();
        long expectedStart = START;
        while (true) {
            UsageCompletionsResponse page =
                    client.admin().organization().usage().completions(params).validate();
            for (UsageCompletionsResponse.Data bucket : page.data()) {
                assertThat(bucket.startTime()).isEqualTo(expectedStart);
                assertThat(bucket.endTime()).isEqualTo(expectedStart + 3600);
                expectedStart += 3600;
                bucket.results().stream()
                        .map(UsageCompletionsResponse.Data.Result::asOrganizationUsageCompletions)
                        .forEach(result -> {
                            assertThat(result.inputUncachedTokens())
                                    .hasValue(result.inputTokens()
                                            - result.inputCachedTokens().orElseThrow());
                            assertThat(result.inputAudioTokens()).hasValue(0L);
                            assertThat(result.userId()).isEmpty();
                            assertThat(result.batch()).isEmpty();
                            seen.put(
                                    bucket.startTime() + " "
                                            + result.projectId().orElseThrow() + " "
                                            + result.apiKeyId().orElseThrow() + " "
                                            + result.model().orElseThrow(),
                                    result.numModelRequests() * 1_000_000_000
                                            + result.inputTokens()
                                            + result.outputTokens());
                        });
            }
            if (!page.hasMore()) {
                assertThat(page.nextPage()).isEmpty();
                break;
            }
            assertThat(page.data()).hasSize(5);
            params = params.toBuilder().page(page.nextPage().orElseThrow()).build();
        }
        assertThat(expectedStart).isEqualTo(END);
        Map<String, Long> expected = new TreeMap<>();
        for (Booked row : rows()) {
            Asking asking = row.receipt().asking();
            Usage usage = row.receipt().usage();
            expected.merge(
                    asking.receivedAt() / 3_600_000 * 3600 + " " + asking.tenant() + " " + asking.key() + " "
                            + asking.model(),
                    1_000_000_000 + usage.prompt() + usage.completion(),
                    Long::sum);
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void costs_by_the_day_are_those_of_the_rows() {
        Map<String, Double> seen = new HashMap<>();
        UsageCostsResponse page = client.admin()
                .organization()
                .usage()
                .costs(UsageCostsParams.builder()
                        .startTime(START)
                        .endTime(END)
                        .addGroupBy(UsageCostsParams.GroupBy.PROJECT_ID)
                        .addGroupBy(UsageCostsParams.GroupBy.LINE_ITEM)
                        .build())
                .validate();
        assertThat(page.hasMore()).isFalse();
        assertThat(page.data()).hasSize(3);
        for (UsageCostsResponse.Data bucket : page.data()) {
            bucket.results().stream()
                    .map(UsageCostsResponse.Data.Result::asOrganizationCosts)
                    .forEach(result -> {
                        assertThat(result.amount().orElseThrow().currency()).hasValue("cny");
                        assertThat(result.quantityUnit().orElseThrow().asString())
                                .isEqualTo("tokens");
                        assertThat(result.quantity().orElseThrow()).isPositive();
                        seen.put(
                                bucket.startTime() + " " + result.projectId().orElseThrow() + " "
                                        + result.lineItem().orElseThrow(),
                                result.amount().orElseThrow().value().orElseThrow());
                    });
        }
        Map<String, BigDecimal> expected = costs(
                asking -> asking.receivedAt() / 86_400_000 * 86_400 + " " + asking.tenant() + " " + asking.model());
        assertThat(seen.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, cost) -> assertThat(BigDecimal.valueOf(Objects.requireNonNull(seen.get(name))))
                .isEqualByComparingTo(cost));
    }

    @Test
    void only_some_projects_keys_and_models_can_be_asked_for() {
        BigDecimal expected =
                costs(asking -> asking.tenant() + " " + asking.key() + " " + asking.model()).entrySet().stream()
                        .filter(cost -> cost.getKey().endsWith(" " + Office.MODEL)
                                && (cost.getKey().contains("berlin-key-1")
                                        || cost.getKey().contains("st-johns-key-2")))
                        .map(Map.Entry::getValue)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        UsageCostsResponse page = client.admin()
                .organization()
                .usage()
                .costs(UsageCostsParams.builder()
                        .startTime(START)
                        .endTime(END)
                        .addProjectId("berlin")
                        .addProjectId("st-johns")
                        .addApiKeyId("berlin-key-1")
                        .addApiKeyId("st-johns-key-2")
                        .addApiKeyId("kathmandu-key-3")
                        .addLineItem(Office.MODEL)
                        .build());
        assertThat(page.data().stream()
                        .flatMap(bucket -> bucket.results().stream())
                        .map(result -> BigDecimal.valueOf(result.asOrganizationCosts()
                                .amount()
                                .orElseThrow()
                                .value()
                                .orElseThrow()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(expected);
        for (String query : new String[] {
            "project_ids=berlin&project_ids=st-johns",
            "project_ids[]=berlin,st-johns",
            "project_ids=berlin&project_ids[]=st-johns"
        }) {
            assertThat(get("usage/completions?start_time=" + START + "&end_time=" + END + "&"
                                    + query.replace("[]", "%5B%5D"))
                            .findValues("num_model_requests")
                            .stream()
                            .mapToLong(JsonNode::longValue)
                            .sum())
                    .isEqualTo(rows().stream()
                            .filter(row ->
                                    !"kathmandu".equals(row.receipt().asking().tenant()))
                            .count());
        }
    }

    private static List<Booked> rows() {
        return Objects.requireNonNull(LEDGER.get()).rows().stream()
                .filter(row ->
                        row.place().receivedAt() >= START * 1000 && row.place().receivedAt() < END * 1000)
                .toList();
    }

    private static Map<String, BigDecimal> costs(Function<Asking, String> name) {
        Map<String, BigDecimal> costs = new HashMap<>();
        for (Booked row : rows()) {
            costs.merge(
                    name.apply(row.receipt().asking()),
                    BigDecimal.valueOf(row.receipt().cost(), 9),
                    BigDecimal::add);
        }
        return costs;
    }

    private static JsonNode get(String path) {
        return office.get("/v1/organization/" + path).is(200).json();
    }
}
