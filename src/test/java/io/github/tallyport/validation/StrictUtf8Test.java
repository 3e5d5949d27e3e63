package io.github.tallyport.validation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictUtf8Test {
    @Test
    void bytes_are_taken_exactly_where_the_platforms_own_decoder_takes_them() {
        Random random = new Random(11);
        byte[] leads = {
            0x20, 0x41, (byte) 0xC2, (byte) 0xC1, (byte) 0xE0, (byte) 0xED, (byte) 0xEF, (byte) 0xF0, (byte) 0xF4
        };
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                int kind = random.nextInt(4);
                if (kind == 0) {
                    bytes[i] = leads[random.nextInt(leads.length)];
                } else if (kind == 1) {
                    bytes[i] = (byte) (0x80 | (bytes[i] & 0x3F));
                } else if (bytes[i] == 0 || bytes[i] == '\\') {
                    bytes[i] = 'x';
                }
            }
            assertThat(StrictUtf8.isStrict(bytes)).isEqualTo(decodes(bytes));
        }
    }

    @Test
    void every_character_is_taken_and_every_half_of_one_is_not() {
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (!surrogate && c != '\\') {
                assertThat(StrictUtf8.isStrict(("a" + Character.toString(c) + "b").getBytes(UTF_8)))
                        .isTrue();
            }
            if (c <= 0xFFFF) {
                assertThat(StrictUtf8.isStrict("\"\\u%04x\"".formatted(c).getBytes(UTF_8)))
                        .isEqualTo(!surrogate);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud83d\\ude00",
                "\\uD83D\\uDE00",
                "\\\\ud83d",
                "\\\\\\\\ud83d",
                "\\ud7ff\\ue000",
                "\\n\\ud83d\\ude00\\n",
                "\\",
                "\\u",
                "\\u12",
                "\\uzzzz",
                "\\u0000"
            })
    void escapes_that_are_whole_or_none_are_left_to_the_parser(String text) {
        for (int pad = 0; pad < 9; pad++) {
            assertThat(StrictUtf8.isStrict((" ".repeat(pad) + text).getBytes(UTF_8)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud83d",
                "\\ude00",
                "\\ude00\\ud83d",
                "\\ud83dx",
                "\\ud83d\\n",
                "\\ud83d\\u0041",
                "\\ud83d\\ud83d\\ude00",
                "\\\\\\ud83d",
                "\\ud83d\\ude0",
                "\0",
                "é\0",
                "\\\0"
            })
    void halves_of_characters_and_nul_are_found_wherever_they_stand(String text) {
        for (int pad = 0; pad < 9; pad++) {
            assertThat(StrictUtf8.isStrict((" ".repeat(pad) + text + " ".repeat(pad)).getBytes(UTF_8)))
                    .isFalse();
        }
    }

    @Test
    void a_byte_order_mark_is_not_taken_at_the_start_only() {
        assertThat(StrictUtf8.isStrict("\uFEFF{}".getBytes(UTF_8))).isFalse();
        assertThat(StrictUtf8.isStrict("{\"\uFEFF\"}".getBytes(UTF_8))).isTrue();
        assertThat(StrictUtf8.isStrict("\u00EF\u00BB".getBytes(ISO_8859_1))).isFalse();
        assertThat(StrictUtf8.isStrict(new byte[0])).isTrue();
    }

    private static boolean decodes(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.indexOf(0) < 0 && text.indexOf('\\') < 0 && !text.startsWith("\uFEFF");
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
