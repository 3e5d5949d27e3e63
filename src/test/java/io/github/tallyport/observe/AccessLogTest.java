package io.github.tallyport.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.TestGateway;
import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Labels;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.ledger.Times;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.upstream.Answers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line of JSON per request, however it ended; in a storm fewer, and then they are counted. */
@ExtendWith(OutputCaptureExtension.class)
class AccessLogTest {
    private static final String SECRET = "canary-4711";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void a_request_leaves_one_line_with_its_numbers_and_nothing_of_what_was_said(CapturedOutput output) {
        try (TestGateway gateway = TestGateway.start()) {
            gateway.upstream().next(Answers.published());
            String said = TestGateway.HELLO.replace("你好", SECRET);
            gateway.chat(said.substring(0, said.length() - 1) + ",\"user\":\"" + SECRET + "\",\"metadata\":{\"a\":\""
                    + SECRET + "\"}}");
            gateway.upstream().next(Answers.json(500, "{\"error\":{\"message\":\"" + SECRET + "\"}}"));
            gateway.chat(said);
            gateway.send(gateway.chatRequest(said)
                    .setHeader("Authorization", "Bearer sk-tally-" + SECRET)
                    .header("x-secret", SECRET));
            Awaitility.await().until(() -> lines(output.getOut()).size() == 3);

            JsonNode answered = one(output, "answered");
            assertThat(answered.path("log").asString()).isEqualTo("tallyport.access");
            assertThat(answered.path("time").asString()).matches("20\\d\\d-\\d\\d-\\d\\dT.*Z");
            assertThat(answered.path("request_id").asString()).isNotBlank();
            assertThat(answered.path("tenant").asString()).isEqualTo("acme");
            assertThat(answered.path("model").asString()).isEqualTo(TestGateway.MODEL);
            assertThat(answered.path("status").asInt()).isEqualTo(200);
            assertThat(answered.path("prompt_tokens").asInt()).isEqualTo(9);
            assertThat(answered.path("completion_tokens").asInt()).isEqualTo(250);
            assertThat(answered.path("source").asString()).isEqualTo("reported");
            assertThat(answered.path("cost").asString()).isEqualTo("0.001406500");
            assertThat(answered.path("total_us").asLong())
                    .isGreaterThan(answered.path("upstream_us").asLong())
                    .isGreaterThan(answered.path("own_us").asLong());
            assertThat(answered.has("code")).isFalse();
            assertThat(one(output, "failed").path("code").asString()).isEqualTo("upstream_error");
            assertThat(one(output, "refused").has("tenant")).isFalse();
            assertThat(output.getOut()).doesNotContain(SECRET, gateway.key(), TestGateway.UPSTREAM_KEY);
        }
    }

    @Test
    void boots_own_properties_shape_the_lines() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("logging.structured.json.exclude", "key,saved")
                .withProperty("logging.structured.json.rename.cost", "price")
                .withProperty("logging.structured.json.add.region", "cn-east");
        try (AccessLog log = new AccessLog(environment, new PerSecond(9), written)) {
            log.settled(receipt(Ending.ANSWERED, "r"));
        }
        JsonNode line = lines(written.toString(StandardCharsets.UTF_8)).getFirst();
        assertThat(line.path("region").asString()).isEqualTo("cn-east");
        assertThat(line.has("key")).isFalse();
        assertThat(line.path("price").asString()).isEqualTo("0.000000001");
    }

    @Test
    void a_line_says_the_same_whoever_writes_it() {
        Receipt full = receipt(Ending.ANSWERED, "\"r\"/\u0001\u20ac");
        Receipt refused = refused();
        AccessLines shaped = new ShapedLines(new MockEnvironment());
        AccessLines plain = new PlainLines();
        for (Receipt receipt : List.of(full, refused)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            shaped.write(receipt, line);
            plain.write(receipt, written);
            assertThat(lines(written.toString(StandardCharsets.UTF_8)).getLast())
                    .isEqualTo(lines(line.toString(StandardCharsets.UTF_8)).getFirst());
        }
    }

    @Test
    void in_a_storm_of_refusals_some_have_a_line_and_the_others_are_counted() {
        try (AccessLog log = new AccessLog(new MockEnvironment(), new PerSecond(10), written)) {
            log.bindTo(meters);
            for (int i = 0; i < 5_000; i++) {
                log.settled(receipt(Ending.REFUSED, "refused-" + i));
            }
            log.settled(receipt(Ending.ANSWERED, "answered"));
        }
        List<JsonNode> lines = lines(written.toString(StandardCharsets.UTF_8));
        assertThat(lines.size() + leftOut("storm")).isEqualTo(5_001);
        assertThat(lines).hasSizeBetween(11, 101);
        assertThat(lines.getLast().path("request_id").asString()).isEqualTo("answered");
    }

    @Test
    void an_output_nobody_reads_holds_up_nobody_and_what_is_lost_is_counted() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        OutputStream slow = new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("batches only");
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                stuck.countDown();
                try {
                    read.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                written.write(bytes, from, length);
            }
        };
        int all = 1 + AccessLog.WAITING + 500;
        try (AccessLog log = new AccessLog(new MockEnvironment(), new PerSecond(9), slow)) {
            log.bindTo(meters);
            log.settled(receipt(Ending.ANSWERED, "first"));
            stuck.await();
            for (int i = 1; i < all; i++) {
                log.settled(receipt(Ending.ANSWERED, "next-" + i));
            }
            assertThat(leftOut("no_room")).isEqualTo(500);
            read.countDown();
        }
        assertThat(lines(written.toString(StandardCharsets.UTF_8))).hasSize(1 + AccessLog.WAITING);
    }

    private double leftOut(String why) {
        return meters.get("tallyport.access.log.left.out")
                .tag("why", why)
                .functionCounter()
                .count();
    }

    private static JsonNode one(CapturedOutput output, String ending) {
        return lines(output.getOut()).stream()
                .filter(line -> line.path("ending").asString().equals(ending))
                .findAny()
                .orElseThrow();
    }

    private static List<JsonNode> lines(String text) {
        JsonMapper json = JsonMapper.shared();
        return text.lines()
                .filter(line -> line.startsWith("{") && line.contains("\"tallyport.access\""))
                .map(json::readTree)
                .toList();
    }

    /** Of somebody unknown. */
    private static Receipt refused() {
        Asking asking = new Asking(
                "refused", 0, null, null, ZoneOffset.UTC, null, null, true, null, Labels.NONE, Reserved.NOTHING);
        return new Receipt(
                asking,
                Ending.REFUSED,
                401,
                "invalid_api_key",
                null,
                0,
                new Times(3_000, -1, -1),
                new Usage.Estimated(0, 0),
                0,
                null,
                CacheState.BYPASS,
                0);
    }

    private static Receipt receipt(Ending ending, String id) {
        return new Receipt(
                new Asking(
                        id,
                        0,
                        "acme",
                        "key",
                        ZoneOffset.UTC,
                        "model",
                        "target",
                        false,
                        null,
                        new Labels(SECRET, SECRET, Map.of("a", SECRET)),
                        Reserved.NOTHING),
                ending,
                200,
                null,
                "stop",
                1,
                new Times(3_000, 2_000, 1_000, 2_000),
                new Usage.Reported(1, 0, 1, 0),
                1,
                null,
                CacheState.BYPASS,
                0);
    }
}
