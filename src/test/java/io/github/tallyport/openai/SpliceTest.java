package io.github.tallyport.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpliceTest {
    @Test
    void a_document_without_edits_is_unchanged() {
        Splice splice = new Splice(utf8("{\"a\":1}"));

        assertThat(splice.isEmpty()).isTrue();
        assertThat(text(splice)).isEqualTo("{\"a\":1}");
    }

    @Test
    void pieces_are_put_in_replaced_and_cut_in_one_go() {
        Splice splice = new Splice(utf8("0123456789"));

        splice.insert(0, utf8("<"))
                .replace(2, 4, utf8("two"))
                .replace(6, 7, utf8(""))
                .insert(10, utf8(">"));

        assertThat(splice.isEmpty()).isFalse();
        assertThat(text(splice)).isEqualTo("<01two45789>");
    }

    @Test
    void edits_at_the_same_place_stay_in_their_order() {
        Splice splice = new Splice(utf8("ab"));

        splice.insert(1, utf8("1")).insert(1, utf8("2")).replace(1, 2, utf8("3"));

        assertThat(text(splice)).isEqualTo("a123");
    }

    @ParameterizedTest
    @CsvSource({"2,3", "0,1", "4,11", "6,5"})
    void edits_that_overlap_or_lie_outside_are_refused(int from, int to) {
        Splice splice = new Splice(utf8("0123456789")).replace(0, 4, utf8(""));

        assertThatThrownBy(() -> splice.replace(from, to, utf8(""))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Every subset of the members is cut, whatever stands between them: what is left is the others, with commas right. */
    @ParameterizedTest
    @ValueSource(strings = {"{%s}", "{ %s }", "{\n\t%s\r\n}", "[%s]", "{\"out\":{%s},\"side\":[0]}", "[0,{ %s },1]"})
    void any_members_can_be_cut(String frame) {
        String[] members = {"\"a\":1", "\"b\":{\"x\":[1,2]}", "\"c\":\",\"", "\"d\":null"};
        for (String comma : List.of(",", " , ", "\n,\t")) {
            String document = frame.formatted(String.join(comma, members));
            for (int kept = 0; kept < 1 << members.length; kept++) {
                Splice splice = new Splice(utf8(document));
                List<String> left = new ArrayList<>();
                for (int i = 0; i < members.length; i++) {
                    if ((kept >> i & 1) == 1) {
                        left.add(members[i]);
                    } else {
                        int from = document.indexOf(members[i]);
                        splice.cutMember(from, from + members[i].length());
                    }
                }
                assertThat(text(splice).replaceAll("\\s", ""))
                        .isEqualTo(frame.formatted(String.join(",", left)).replaceAll("\\s", ""));
            }
        }
    }

    @Test
    void a_member_can_be_cut_beside_one_that_was_replaced_or_put_in() {
        String document = "{\"a\":1,\"b\":2,\"c\":3}";
        Splice splice = new Splice(utf8(document));

        splice.insert(1, utf8("\"z\":0,"))
                .cutMember(1, 6)
                .replace(11, 12, utf8("two"))
                .cutMember(13, 18);

        assertThat(text(splice)).isEqualTo("{\"z\":0,\"b\":two}");
    }

    private static String text(Splice splice) {
        return new String(splice.toBytes(), UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
