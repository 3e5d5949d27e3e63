package io.github.tallyport.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.tallyport.openai.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Promise M4 of the ledger: exact. */
class PriceTest {
    private static final int PRICES = 1_000_000;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    @Test
    void the_published_example_costs_what_it_says() {
        Price price = new Price(
                Instant.EPOCH,
                Price.perThousand(new BigDecimal("0.0035")),
                Price.perThousand(new BigDecimal("0.0035")),
                Price.perThousand(new BigDecimal("0.0055")));

        assertThat(price.cost(new Usage.Reported(9, 0, 250, 0))).isEqualTo(1_406_500);
    }

    @Test
    void a_million_random_prices_and_usages_cost_what_big_decimals_say() {
        Random random = new Random(4);
        int differences = 0;
        for (int i = 0; i < PRICES; i++) {
            BigDecimal prompt = perThousand(random);
            BigDecimal cached = perThousand(random);
            BigDecimal completion = perThousand(random);
            Price price = new Price(
                    Instant.EPOCH, Price.perThousand(prompt), Price.perThousand(cached), Price.perThousand(completion));
            long tokens = random.nextLong(1L << random.nextInt(1, 24));
            Usage usage = new Usage.Reported(tokens, random.nextLong(tokens + 1), random.nextLong(1 << 20), 0);
            BigDecimal yuan = prompt.multiply(BigDecimal.valueOf(usage.prompt() - usage.cached()))
                    .add(cached.multiply(BigDecimal.valueOf(usage.cached())))
                    .add(completion.multiply(BigDecimal.valueOf(usage.completion())))
                    .divide(THOUSAND);
            if (yuan.compareTo(BigDecimal.valueOf(price.cost(usage), 9)) != 0) {
                differences++;
            }
        }
        System.out.printf("M4: %d random prices and usages against BigDecimal: %d differences%n", PRICES, differences);
        assertThat(differences).isZero();
    }

    @Test
    void a_cost_beyond_a_long_is_an_error_and_no_number() {
        Price dear = new Price(Instant.EPOCH, Long.MAX_VALUE, 0, 1);

        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> dear.cost(new Usage.Reported(2, 0, 0, 0)));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> dear.cost(new Usage.Reported(1, 0, 1, 0)));
        assertThat(dear.cost(new Usage.Reported(1, 0, 0, 0))).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_price_of_more_than_six_decimals_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Price.perThousand(new BigDecimal("0.0000001")));
        assertThat(Price.perThousand(new BigDecimal("0.0000010"))).isEqualTo(1);
    }

    /** Up to a hundred yuan, with no to six decimals. */
    private static BigDecimal perThousand(Random random) {
        int decimals = random.nextInt(7);
        return BigDecimal.valueOf(random.nextLong((long) Math.pow(10, decimals) * 100), decimals);
    }
}
