package io.github.tallyport.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.00, 0.000000000",
        "100.00, 100000000000, 100.00, 100.000000000",
        "007, 7000000000, 7.00, 7.000000000",
        "0.1, 100000000, 0.10, 0.100000000",
        "0.000000001, 1, 0.000000001, 0.000000001",
        "1.230000000, 1230000000, 1.23, 1.230000000",
        "9223372036.854775807, 9223372036854775807, 9223372036.854775807, 9223372036.854775807"
    })
    void an_amount_is_exact_both_ways(String text, long nanoYuan, String amount, String yuan) {
        assertThat(Money.nanoYuan(text)).isEqualTo(nanoYuan);
        assertThat(Money.amount(nanoYuan)).isEqualTo(amount);
        assertThat(Money.yuan(nanoYuan)).isEqualTo(yuan);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1.",
                ".5",
                "1,00",
                "1e3",
                "1_000",
                " 1",
                "1\n",
                "NaN",
                "١",
                "0.0000000001",
                "0x10",
                "¥1",
                "9223372036.854775808",
                "9999999999",
                "12345678901"
            })
    void what_is_no_amount_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.nanoYuan(text))
                .withMessageStartingWith("an amount is");
    }

    @Test
    void what_is_written_is_read_as_the_same() {
        Random random = new Random(20261124);
        for (int i = 0; i < 10_000; i++) {
            long nanoYuan = random.nextLong() >>> (1 + random.nextInt(63));

            assertThat(Money.nanoYuan(Money.amount(nanoYuan))).isEqualTo(nanoYuan);
            assertThat(Money.nanoYuan(Money.yuan(nanoYuan))).isEqualTo(nanoYuan);
        }
    }
}
