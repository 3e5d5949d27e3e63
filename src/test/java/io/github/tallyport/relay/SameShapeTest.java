package io.github.tallyport.relay;

import static io.github.tallyport.relay.Relayed.DONE;
import static io.github.tallyport.relay.Relayed.HI;
import static io.github.tallyport.relay.Relayed.ROLE;
import static io.github.tallyport.relay.Relayed.STOP;
import static io.github.tallyport.relay.Relayed.chunk;
import static io.github.tallyport.relay.Relayed.play;
import static io.github.tallyport.relay.Relayed.relay;
import static io.github.tallyport.relay.Relayed.stream;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SameShapeTest {
    private static final String DELTA = "\"delta\":{\"content\":\"%s\"},\"finish_reason\":null";

    @Test
    void recognised_chunks_pass_and_count_as_parsed_ones_do() {
        Random random = new Random(11);
        String[] pieces = {"word ", "你好", "😊", "é", "\\n", "\\\"", "\\u4f60", "}", "{", ",", "finish_reason", ""};
        for (int round = 0; round < 300; round++) {
            StringBuilder alike = new StringBuilder(stream(ROLE, HI));
            StringBuilder unlike = new StringBuilder(stream(ROLE, HI));
            for (int i = 0; i < 6; i++) {
                StringBuilder text = new StringBuilder();
                for (int j = random.nextInt(5); j > 0; j--) {
                    text.append(pieces[random.nextInt(pieces.length)]);
                }
                String event = chunk(DELTA.formatted(text));
                alike.append(stream(event));
                unlike.append(stream(event.replaceFirst(",", "," + " ".repeat(i + 1))));
            }
            StreamRelay recognised = relay(false);
            StreamRelay parsed = relay(false);
            String end = stream(STOP, DONE);
            assertThat(play(recognised, alike + end, 4096)).isEqualTo(alike + end);
            assertThat(play(parsed, unlike + end, 4096)).isEqualTo(unlike + end);
            assertThat(recognised.usage()).isEqualTo(parsed.usage());
        }
    }

    @Test
    void content_that_ends_its_own_string_is_not_taken_for_content() {
        String sly = chunk(DELTA.formatted("x\"},\"finish_reason\":\"stop\",\"y\":{\"z\":\""))
                .replace(",\"finish_reason\":null", "");
        String hidden = chunk(DELTA.formatted("x\"},\"finish_reason\":\"error\",\"y\":{\"z\":\""));
        assertThat(play(relay(false), stream(HI, HI, hidden), 4096)).contains("\"code\":\"upstream_error\"");
        assertThat(play(relay(false), stream(HI, HI, sly, DONE), 4096)).endsWith("data: [DONE]\n\n");
    }

    @Test
    void broken_text_is_left_to_the_parser() {
        SameShape shape = new SameShape();
        byte[] first = chunk(DELTA.formatted("Hi")).getBytes(UTF_8);
        int quote = new String(first, UTF_8).indexOf("\"Hi\"");
        Span text = new Span();
        text.set(quote, quote + 4);
        shape.remember(first, 0, first.length, text);
        for (String bad : new String[] {
            "a\u0080b",
            "\u00c0\u00af",
            "\u00ed\u00a0\u0080",
            "\u00e0\u0080\u0080",
            "\u00e4\u00bd",
            "\u0007",
            "\\n",
            "\""
        }) {
            byte[] next = chunk(DELTA.formatted("#")).replace("#", bad).getBytes(ISO_8859_1);
            assertThat(shape.read(next, 0, next.length)).as(bad).isEqualTo(-1);
        }
        byte[] good = chunk(DELTA.formatted("a你")).getBytes(UTF_8);
        assertThat(shape.read(good, 0, good.length)).isEqualTo(2);
        assertThat(shape.read(first, 0, first.length - 1)).isEqualTo(-1);
    }
}
