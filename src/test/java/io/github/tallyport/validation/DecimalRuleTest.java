package io.github.tallyport.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalRuleTest {
    @Test
    void numbers_compare_as_they_are_written() {
        Random random = new Random(5);
        int[] bounds = {-100, -2, 0, 1, 2, 100};
        for (int round = 0; round < 200_000; round++) {
            String number = number(random);
            int bound = bounds[random.nextInt(bounds.length)];

            assertThat(compare(number, bound))
                    .as("%s and %d", number, bound)
                    .isEqualTo(new BigDecimal(number).compareTo(BigDecimal.valueOf(bound)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1e99999999999, 2, 1",
        "-1e99999999999, -2, -1",
        "1e-99999999999, 0, 1",
        "1e-99999999999, 2, -1",
        "-1E-99999999999, 0, -1",
        "-1e-99999999999, -2, 1",
        "0e99999999999, 0, 0",
        "0.000e-99999999999, 2, -1",
        "-0e99999999999, -2, 1",
        "2.00000000000000000000000000000000000001, 2, 1",
        "1.99999999999999999999999999999999999999, 2, -1",
        "0.2e1, 2, 0",
        "-0, 0, 0",
        "-0.0, 0, 0"
    })
    void no_number_is_too_great_too_small_or_too_long(String number, int bound, int order) {
        assertThat(compare(number, bound)).isEqualTo(order);
    }

    private static int compare(String number, int bound) {
        char[] text = ("[" + number + "]").toCharArray();
        return DecimalRule.compare(text, 1, number.length(), bound);
    }

    private static String number(Random random) {
        StringBuilder number = new StringBuilder(random.nextBoolean() ? "-" : "");
        number.append(random.nextInt(5) == 0 ? random.nextLong(Long.MAX_VALUE) : random.nextInt(103));
        if (random.nextBoolean()) {
            number.append('.').append(random.nextInt(3) == 0 ? "0" : random.nextInt(1000));
        }
        if (random.nextInt(4) == 0) {
            number.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(40) - 20);
        }
        return number.toString();
    }
}
