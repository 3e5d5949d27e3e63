package io.github.tallyport.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseScannerTest {
    private static final int MAX = 1 << 20;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void lines_may_end_in_any_of_three_ways(String end) {
        String stream = "data: one" + end + end + ": comment" + end + "event: x" + end + "data:two" + end + end;
        assertThat(events(stream, stream.length())).containsExactly("one", "two");
    }

    @Test
    void data_lines_of_one_event_are_joined_with_a_line_feed() {
        assertThat(events("data: a\ndata:  b\ndata\ndata: c\n\n", 100)).containsExactly("a\n b\n\nc");
    }

    @Test
    void comments_between_data_lines_do_not_end_the_event() {
        assertThat(events("data: a\n: keep-alive\nid: 7\ndata: b\n\n", 3)).containsExactly("a\nb");
    }

    @Test
    void a_byte_order_mark_at_the_start_is_dropped() {
        assertThat(events("\uFEFFdata: a\n\n", 2)).containsExactly("a");
    }

    @Test
    void an_event_without_its_blank_line_is_given_at_the_end() {
        assertThat(events("data: a\n\ndata: [DONE]", 4)).containsExactly("a", "[DONE]");
    }

    @Test
    void events_are_the_same_wherever_the_bytes_are_cut() {
        String stream =
                "data: {\"a\":\"你好😊\"}\r\n\r\n: OPENROUTER PROCESSING\n\ndata: x\rdata: y\r\rdata:z\n\n\n\ndata: [DONE]\n\n";
        List<String> whole = events(stream, MAX);
        assertThat(whole).containsExactly("{\"a\":\"你好😊\"}", "x\ny", "z", "[DONE]");
        for (int size = 1; size < stream.getBytes(UTF_8).length; size++) {
            assertThat(events(stream, size)).isEqualTo(whole);
        }
    }

    @Test
    void random_cuts_of_a_long_stream_change_nothing() {
        Random random = new Random(7);
        StringBuilder stream = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String data = "é".repeat(random.nextInt(40)) + i;
            expected.add(data);
            stream.append("data: ").append(data).append(random.nextBoolean() ? "\r\n\r\n" : "\n\n");
        }
        byte[] bytes = stream.toString().getBytes(UTF_8);
        List<String> seen = new ArrayList<>();
        SseScanner scanner = new SseScanner(MAX);
        for (int at = 0; at < bytes.length; ) {
            int to = Math.min(bytes.length, at + 1 + random.nextInt(3_000));
            scanner.feed(
                    Unpooled.wrappedBuffer(bytes, at, to - at), (b, f, t) -> seen.add(new String(b, f, t - f, UTF_8)));
            at = to;
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void a_line_longer_than_allowed_is_an_error_and_one_that_just_fits_is_not() {
        String fits = "data: " + "x".repeat(994);
        assertThat(events(fits + "\n\n", 100, 1_000)).hasSize(1);
        assertThatThrownBy(() -> events(fits + "xx", 100, 1_000)).isInstanceOf(SseScanner.TooLong.class);
    }

    @Test
    void comments_without_end_inside_an_event_are_bounded_too() {
        String stream = "data: a\n" + ": c\n".repeat(1_000);
        assertThatThrownBy(() -> events(stream, 100, 1_000)).isInstanceOf(SseScanner.TooLong.class);
    }

    private static List<String> events(String stream, int cut) {
        return events(stream, cut, MAX);
    }

    private static List<String> events(String stream, int cut, int max) {
        byte[] bytes = stream.getBytes(UTF_8);
        List<String> seen = new ArrayList<>();
        SseScanner scanner = new SseScanner(max);
        SseScanner.Events events = (b, from, to) -> seen.add(new String(b, from, to - from, UTF_8));
        for (int at = 0; at < bytes.length; at += cut) {
            scanner.feed(
                    Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + cut))), events);
        }
        scanner.end(events);
        return seen;
    }
}
