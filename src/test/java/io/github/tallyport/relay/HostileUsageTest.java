package io.github.tallyport.relay;

import static io.github.tallyport.relay.Relayed.DONE;
import static io.github.tallyport.relay.Relayed.HI;
import static io.github.tallyport.relay.Relayed.ROLE;
import static io.github.tallyport.relay.Relayed.STOP;
import static io.github.tallyport.relay.Relayed.play;
import static io.github.tallyport.relay.Relayed.relay;
import static io.github.tallyport.relay.Relayed.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.openai.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a provider says of the usage, in one answer or at every place of a stream: no exception, nothing below zero. */
class HostileUsageTest {
    private static final Usage ESTIMATE = new Usage.Estimated(7, 1);
    private static final String ANSWER =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}";

    /** @param members what the answer has for its usage, name and value, perhaps several times */
    record Case(String members, Usage expected) {}

    static Stream<Case> hostile() {
        List<Case> cases = new ArrayList<>();
        for (String number : List.of(
                "-1",
                "-9223372036854775808",
                "9223372036854775807",
                "99999999999999999999",
                "9".repeat(2_000),
                "100000001",
                "\"9\"",
                "\"\"",
                "2.0",
                "2.5",
                "1e2",
                "1e999",
                "-1e999",
                "true",
                "false",
                "null",
                "[9]",
                "{\"prompt_tokens\":9}",
                "[[[{\"a\":[{}]}]]]")) {
            cases.add(said("{\"prompt_tokens\":" + number + ",\"completion_tokens\":2}", ESTIMATE));
            cases.add(said("{\"completion_tokens\":" + number + ",\"prompt_tokens\":9}", ESTIMATE));
        }
        for (String number : List.of(
                "-1", "99999999999999999999", "\"4\"", "4.5", "1e999", "true", "[4]", "{\"cached_tokens\":4}")) {
            String counts = "{\"prompt_tokens\":9,\"completion_tokens\":2,";
            cases.add(said(counts + "\"prompt_tokens_details\":{\"cached_tokens\":" + number + "}}", ESTIMATE));
            cases.add(said(counts + "\"prompt_cache_hit_tokens\":" + number + "}", ESTIMATE));
            cases.add(said(counts + "\"completion_tokens_details\":{\"reasoning_tokens\":" + number + "}}", ESTIMATE));
        }
        for (String garbage : List.of(
                "{}",
                "[]",
                "5",
                "-5",
                "1e999",
                "true",
                "\"usage\"",
                "{\"prompt_tokens\":9}",
                "{\"completion_tokens\":2}",
                "{\"total_tokens\":11}",
                "[{\"prompt_tokens\":9,\"completion_tokens\":2}]",
                "{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}",
                "{\"prompt_tokens_details\":{\"prompt_tokens\":9,\"completion_tokens\":2}}",
                "{\"prompt_tokens\":9,\"completion_tokens\":2,\"cost\":1,\"cost\":2,\"cost_details\":{}}")) {
            cases.add(said(garbage, ESTIMATE));
        }
        String good = "\"prompt_tokens\":9,\"completion_tokens\":2";
        for (String odd : List.of(
                "\"total_tokens\":5",
                "\"total_tokens\":-5",
                "\"total_tokens\":\"eleven\"",
                "\"prompt_tokens_details\":null",
                "\"prompt_tokens_details\":\"none\"",
                "\"prompt_tokens_details\":[{\"cached_tokens\":-1}]",
                "\"prompt_tokens_details\":{\"prompt_tokens\":-1,\"deep\":" + "[".repeat(50) + "]".repeat(50) + "}",
                "\"completion_tokens_details\":{\"reasoning_tokens\":null}",
                "\"other\":{\"prompt_tokens\":-1}",
                "\"cost\":\"" + "9".repeat(2_000) + "\"",
                "\"cost\":" + "9".repeat(2_000),
                "\"cost\":{\"prompt_tokens\":-1},\"cost_details\":[[]]")) {
            cases.add(said("{" + good + "," + odd + "}", new Usage.Reported(9, 0, 2, 0)));
            cases.add(said("{" + odd + "," + good + "}", new Usage.Reported(9, 0, 2, 0)));
        }
        cases.add(said("{\"prompt_tokens\":0,\"completion_tokens\":0}", new Usage.Reported(0, 0, 0, 0)));
        cases.add(said(
                "{\"prompt_tokens\":100000000,\"completion_tokens\":100000000}",
                new Usage.Reported(100_000_000, 0, 100_000_000, 0)));
        cases.add(said(
                "{" + good + ",\"prompt_tokens_details\":{\"cached_tokens\":10},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":9223372036854775807}}",
                new Usage.Reported(9, 9, 2, 2)));
        cases.add(said("{\"prompt_tokens\":-1," + good + "}", new Usage.Reported(9, 0, 2, 0)));
        cases.add(said("{" + good + ",\"prompt_tokens\":-1}", ESTIMATE));
        String usage = "\"usage\":{" + good + "}";
        cases.add(new Case("\"usage\":{\"prompt_tokens\":-1,\"cost\":1}," + usage, new Usage.Reported(9, 0, 2, 0)));
        cases.add(new Case("\"usage\":null,\"usage\":7,\"usage\":[]," + usage, new Usage.Reported(9, 0, 2, 0)));
        cases.add(new Case(usage + ",\"usage\":{\"prompt_tokens\":-1}", ESTIMATE));
        cases.add(new Case("\"usage\":{\"cost\":1," + good + "},\"usage\":null", ESTIMATE));
        cases.add(new Case("\"usage\":{\"cost\":1," + good + "},\"usage\":-1", ESTIMATE));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void of_an_answer(Case given) {
        for (String document : List.of(
                ANSWER.replace(",\"choices\"", "," + given.members() + ",\"choices\""),
                ANSWER.replace("]}", "]," + given.members() + "}"),
                ANSWER.replace("{\"id\"", "{" + given.members() + ",\"id\"").replace(",\"model\":\"m\"", ""))) {
            WholeAnswer answer = whole(document);

            assertThat(answer.usage()).isEqualTo(given.expected());
            String text = new String(answer.body(), UTF_8);
            assertThat(text.split("\"usage\":[{n]", -1)).hasSizeLessThanOrEqualTo(2);
            assertThat(text).doesNotContain("\"cost");
            JsonNode usage = JsonMapper.shared().readTree(text).path("usage");
            if (!usage.isNull()) {
                assertSame(usage, given.expected());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void of_a_stream(Case given) {
        String before = HI.substring(0, HI.length() - 1) + "," + given.members() + "}";
        String stop = STOP.substring(0, STOP.length() - 1) + "," + given.members() + "}";
        String first = "{" + given.members() + "," + STOP.substring(1);
        String last = "{\"choices\":[]," + given.members() + "}";
        for (String[] events : new String[][] {
            {ROLE, before, STOP, DONE},
            {ROLE, HI, stop, DONE},
            {ROLE, HI, first, DONE},
            {ROLE, HI, STOP, last, DONE},
            {ROLE, HI, STOP, last},
            {ROLE, before, stop, last, DONE}
        }) {
            StreamRelay relay = relay(true);
            String out = play(relay, stream(events), 4096);

            assertThat(relay.fault()).isNull();
            assertThat(relay.usage()).isEqualTo(given.expected());
            assertThat(out.split("\"usage\":\\{", -1)).hasSize(2);
            assertThat(out).doesNotContain("\"cost").endsWith("data: [DONE]\n\n");
            String[] chunks = out.split("data: ", -1);
            assertSame(JsonMapper.shared().readTree(chunks[chunks.length - 2]).path("usage"), given.expected());

            StreamRelay quiet = relay(false);
            assertThat(play(quiet, stream(events), 4096)).doesNotContain("\"usage\":{");
            assertThat(quiet.usage()).isEqualTo(given.expected());
        }
    }

    @Test
    void of_random_answers_and_streams() {
        Random random = new Random(6);
        int reported = 0;
        int rounds = 20_000;
        for (int round = 0; round < rounds; round++) {
            String members = "\"usage\":" + garbage(random, 0);
            if (random.nextInt(8) == 0) {
                members += ",\"usage\":" + garbage(random, 0);
            }
            WholeAnswer answer = whole(ANSWER.replace("]}", "]," + members + "}"));
            StreamRelay relay = relay(random.nextBoolean());
            play(relay, stream(ROLE, HI, STOP, "{\"choices\":[]," + members + "}", DONE), 4096);

            assertThat(relay.fault()).isNull();
            assertThat(relay.usage()).as(members).isEqualTo(answer.usage());
            assertThat(relay.upstreamCost()).as(members).isEqualTo(answer.upstreamCost());
            if (answer.usage() instanceof Usage.Reported usage) {
                reported++;
                assertThat(List.of(usage.prompt(), usage.completion())).allMatch(count -> count <= 100_000_000);
            } else {
                assertThat(answer.usage()).as(members).isEqualTo(ESTIMATE);
            }
        }
        System.out.println("hostile usage: " + rounds + " random answers and streams, " + reported + " believed");
        assertThat(reported).isBetween(rounds / 100, rounds / 2);
    }

    /** A value; at the top mostly an object with the names that matter. */
    private static String garbage(Random random, int depth) {
        if (depth > 3 || random.nextInt(10) < (depth == 0 ? 1 : 8)) {
            String[] atoms = {"9", "2", "0", "3", "-1", "1e999", "99999999999999999999", "0.5", "true", "null", "\"9\""
            };
            return atoms[random.nextInt(random.nextInt(4) == 0 ? atoms.length : 4)];
        }
        StringBuilder text = new StringBuilder();
        boolean list = random.nextInt(10) == 0;
        String[] names = {
            "prompt_tokens",
            "completion_tokens",
            "prompt_tokens_details",
            "completion_tokens_details",
            "cached_tokens",
            "reasoning_tokens",
            "prompt_cache_hit_tokens",
            "cost",
            "cost_details",
            "usage"
        };
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(text.isEmpty() ? "" : ",");
            if (!list) {
                int name = random.nextInt(random.nextBoolean() ? 2 : names.length);
                text.append('"').append(names[name]).append("\":");
            }
            text.append(garbage(random, depth + 1));
        }
        return list ? "[" + text + "]" : "{" + text + "}";
    }

    private static Case said(String usage, Usage expected) {
        return new Case("\"usage\":" + usage, expected);
    }

    /** What the client reads is what is counted. */
    private static void assertSame(JsonNode given, Usage counted) {
        assertThat(given.path("prompt_tokens").asLong(-1)).isEqualTo(counted.prompt());
        assertThat(given.path("completion_tokens").asLong(-1)).isEqualTo(counted.completion());
    }

    private static WholeAnswer whole(String document) {
        return WholeAnswer.of(
                document.getBytes(UTF_8),
                new RelayTerms(
                        "req_1", "m", false, ReasoningField.BOTH, 7, Long.MAX_VALUE, 77, 1 << 20, fault -> fault));
    }
}
