package io.github.tallyport.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.tallyport.openai.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise M4 of the ledger: exact. */
class PriceTest {
    private static final int PRICES = 1_000_000;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final long TOKENS = 100_000_000;

    @Test
    void the_published_example_costs_what_is_published() {
        Price price = new Price(
                Instant.EPOCH,
                Price.perThousand(new BigDecimal("0.0035")),
                Price.perThousand(new BigDecimal("0.0035")),
                Price.perThousand(new BigDecimal("0.0055")));

        assertThat(price.cost(new Usage.Reported(9, 0, 250, 0))).isEqualTo(1_406_500);
    }

    @Test
    void cached_tokens_cost_their_own_price_and_reasoning_nothing_more() {
        assertThat(new Price(Instant.EPOCH, 100, 7, 1).cost(new Usage.Reported(10, 4, 3, 2)))
                .isEqualTo(6 * 100 + 4 * 7 + 3);
    }

    @Test
    void no_usage_that_is_believed_overflows_at_the_highest_price() {
        Price price = new Price(Instant.EPOCH, Price.MOST, Price.MOST, Price.MOST);

        assertThat(price.cost(new Usage.Reported(TOKENS, TOKENS / 2, TOKENS, 0)))
                .isEqualTo(2_000_000_000_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.000001, 1", "0.0035000000, 3500", "5E-4, 500", "10000, 10000000000"})
    void a_price_per_thousand_is_exact(BigDecimal yuan, long nanoYuanPerToken) {
        assertThat(Price.perThousand(yuan)).isEqualTo(nanoYuanPerToken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.000001", "0.0000001", "10000.000001", "1E+400", "1E-400"})
    void anything_else_is_not_a_price(BigDecimal yuan) {
        assertThatIllegalArgumentException().isThrownBy(() -> Price.perThousand(yuan));
    }

    @Test
    void no_price_is_outside_its_bounds_however_it_is_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Price(Instant.EPOCH, -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Price(Instant.EPOCH, 0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Price(Instant.EPOCH, 0, 0, Price.MOST + 1));
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

    /** Up to a hundred yuan, with no to six decimals. */
    private static BigDecimal perThousand(Random random) {
        int decimals = random.nextInt(7);
        return BigDecimal.valueOf(random.nextLong((long) Math.pow(10, decimals) * 100), decimals);
    }
}
