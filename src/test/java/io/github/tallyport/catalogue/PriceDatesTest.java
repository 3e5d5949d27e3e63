package io.github.tallyport.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of a model's prices is valid when. */
class PriceDatesTest {
    private static final String MODEL = """
            tallyport.models:
              - id: m
                context-length: 1000
                prices:
                  - valid-from: 2026-03-01T00:00:00[America/New_York]
                    prompt: 0.000003
                    completion: 0
                  - valid-from: 2026-01-01T00:00:00+08:00
                    prompt: 0.000001
                    completion: 0
                  - valid-from: 2026-02-01T00:00:00Z
                    prompt: 0.000002
                    completion: 0
                targets: [{base-url: "http://localhost/v1"}]
            """;

    @ParameterizedTest
    @CsvSource({
        "2025-12-31T15:59:59.999Z, 1",
        "2025-12-31T16:00:00.000Z, 1",
        "2026-01-31T23:59:59.999Z, 1",
        "2026-02-01T00:00:00.000Z, 2",
        "2026-02-01T00:00:00.001Z, 2",
        "2026-03-01T04:59:59.999Z, 2",
        "2026-03-01T05:00:00.000Z, 3",
        "2099-01-01T00:00:00.000Z, 3"
    })
    void a_price_is_valid_from_its_first_millisecond_to_the_last_before_the_next(Instant moment, long prompt) {
        assertThat(Yaml.models(MODEL).getFirst().priceAt(moment).prompt()).isEqualTo(prompt);
    }

    @Test
    void before_the_first_date_the_first_price_is_valid() {
        Model model = Yaml.models(MODEL).getFirst();

        assertThat(model.priceAt(Instant.EPOCH)).isSameAs(model.prices().getFirst());
    }

    @Test
    void a_price_without_a_date_was_always_valid() {
        String undated = MODEL.replace("valid-from: 2026-01-01T00:00:00+08:00", "cached-prompt: 0");

        assertThat(Yaml.models(undated).getFirst().priceAt(Instant.EPOCH)).isEqualTo(new Price(Instant.EPOCH, 1, 0, 0));
    }
}
