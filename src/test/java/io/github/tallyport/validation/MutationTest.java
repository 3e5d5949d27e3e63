package io.github.tallyport.validation;

import static io.github.tallyport.validation.Requests.PERMITS;
import static io.github.tallyport.validation.Requests.READER;
import static io.github.tallyport.validation.Requests.textModel;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.fault.Refusal;
import io.github.tallyport.openai.ChatRequest;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a request is turned into, it is read or refused, and what is sent on is itself a request that needs no change. */
class MutationTest {
    private static final List<String> SEEDS = List.of(
            Requests.with(""),
            Requests.with("\"stream\":true,\"user\":\"u\",\"stop\":\"a\",\"x\":[{}],\"max_completion_tokens\":9"),
            Requests.with(
                    "\"temperature\":1.5,\"seed\":-3,\"logit_bias\":{\"1\":2},\"metadata\":{\"k\":\"v\"},\"n\":1"),
            Requests.with("\"reasoning\":{\"exclude\":true,\"z\":1},\"reasoning_effort\":\"low\",\"logprobs\":true,"
                    + "\"top_logprobs\":2,\"stream\":true,\"stream_options\":{\"include_usage\":false}"),
            Requests.with("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"a\":[1,2]},"
                    + "\"y\":null}}],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}},"
                    + "\"parallel_tool_calls\":true,\"include_reasoning\":false,\"verbosity\":\"low\""),
            Requests.saying(
                    "{\"role\":\"developer\",\"content\":[{\"type\":\"text\",\"text\":\"你\\ud83d\\ude00\",\"c\":1}]},"
                            + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,\"id\":\"i\",\"type\":\"function\","
                            + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"content\":\"é\","
                            + "\"tool_call_id\":\"i\"}"));

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1e9",
            "1.5",
            "\"\"",
            " ",
            "\n",
            "{}",
            "[]",
            "\"a\"",
            "\"x\":1,",
            "\"model\":\"m\",",
            "\"stop\":null,",
            "\\u",
            "\\ud83d",
            "\0",
            "\u00e9",
            "😀",
            "\"role\":\"tool\",",
            "\"content\":null,",
            "\"type\":\"file\",",
            "\"file\":{},",
            "\"max_tokens\":7,",
            "\"reasoning\":{},",
            "\"stream\":true,",
            "\"tools\":null,",
            "\"stream_options\":{},",
            "\"user\":\"v\",");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void any_mutation_is_read_or_refused(long seed) {
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < 8000; round++) {
            byte[] body = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                body = mutated(body, random);
            }
            read += isReadAndStaysItself(body) ? 1 : 0;
        }
        // mutations that spoil everything would show nothing
        assertThat(read).isBetween(400, 7600);
    }

    @Test
    void noise_is_refused() {
        Random random = new Random(9);
        for (int round = 0; round < 5000; round++) {
            byte[] body = new byte[random.nextInt(64)];
            random.nextBytes(body);
            if (body.length > 0 && random.nextBoolean()) {
                body[0] = '{';
            }
            assertThat(isReadAndStaysItself(body)).isFalse();
        }
    }

    @Test
    void the_seeds_themselves_are_read() {
        assertThat(SEEDS).allMatch(seed -> isReadAndStaysItself(seed.getBytes(UTF_8)));
    }

    private static boolean isReadAndStaysItself(byte[] body) {
        byte[] original = body.clone();
        ChatRequest request;
        try {
            request = READER.read(body);
        } catch (Refusal refusal) {
            assertThat(refusal.fault().status()).isEqualTo(400);
            assertThat(body).isEqualTo(original);
            return false;
        }
        byte[] sent = request.upstreamBody("up/m", OptionalInt.empty());
        staysItself(request, sent);
        staysItself(request, request.upstreamBody("up/m", OptionalInt.of(5)));
        assertThat(body).isEqualTo(original);
        return true;
    }

    /** What was sent means the same as what came, and reading it again finds nothing more to change. */
    private static void staysItself(ChatRequest request, byte[] sent) {
        ChatRequest again = READER.read(sent);
        assertThat(again.model()).isEqualTo("up/m");
        assertThat(again.stream()).isEqualTo(request.stream());
        assertThat(again.stops()).isEqualTo(request.stops());
        assertThat(again.media()).isEqualTo(request.media());
        assertThat(again.upstreamBody("up/m", OptionalInt.empty())).isEqualTo(sent);
        try {
            PERMITS.permit(again, textModel());
        } catch (Refusal refusal) {
            assertThat(refusal.fault().status()).isEqualTo(400);
        }
    }

    private static byte[] mutated(byte[] body, Random random) {
        int at = random.nextInt(body.length + 1);
        int to = Math.min(body.length, at + random.nextInt(12));
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 16);
        out.write(body, 0, at);
        switch (random.nextInt(6)) {
            case 0 -> {
                // a stretch is lost
                out.write(body, to, body.length - to);
                return out.size() == 0 ? new byte[] {'{'} : out.toByteArray();
            }
            case 1 -> out.writeBytes(piece(random));
            case 2 -> {
                out.writeBytes(piece(random));
                out.write(body, to, body.length - to);
                return out.toByteArray();
            }
            case 3 -> out.write(body, at, to - at);
            case 4 -> out.write(random.nextInt(256));
            default -> {
                // a value takes the place of another: between the nearest colon and what follows it
                int colon = new String(body, 0, at, UTF_8).isEmpty() ? -1 : lastColon(body, at);
                if (colon >= 0) {
                    return spliced(body, colon + 1, valueEnd(body, colon + 1), piece(random));
                }
            }
        }
        out.write(body, at, body.length - at);
        return out.toByteArray();
    }

    private static byte[] piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
    }

    private static int lastColon(byte[] body, int at) {
        int i = at - 1;
        while (i >= 0 && body[i] != ':') {
            i--;
        }
        return i;
    }

    private static int valueEnd(byte[] body, int from) {
        int i = from;
        while (i < body.length && body[i] != ',' && body[i] != '}' && body[i] != ']') {
            i++;
        }
        return i;
    }

    private static byte[] spliced(byte[] body, int from, int to, byte[] piece) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + piece.length);
        out.write(body, 0, from);
        out.writeBytes(piece);
        out.write(body, to, body.length - to);
        return out.toByteArray();
    }
}
