package io.github.tallyport.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a {@code Cache-Control} comes to. */
class WishesTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, true, true, false",
                "'', true, true, false",
                "'no-cache', false, true, false",
                "'no-store', true, false, false",
                "'No-Store , NO-CACHE', false, false, false",
                "'only-if-cached', true, true, true",
                "'max-age=0', false, true, false",
                "'max-age=60', true, true, false",
                "'max-age=\"60\"', true, true, false",
                "'max-age=-1', false, true, false",
                "'max-age=', false, true, false",
                "'max-age=99999999999999999999', true, true, false",
                "'private, min-fresh=3, stale-if-error', true, true, false",
                "',,,', true, true, false",
            })
    void they_are_read(@Nullable String cacheControl, boolean mayRead, boolean mayKeep, boolean onlyKept) {
        Wishes wishes = Wishes.of(cacheControl);
        assertThat(wishes.mayRead()).isEqualTo(mayRead);
        assertThat(wishes.mayKeep()).isEqualTo(mayKeep);
        assertThat(wishes.onlyKept()).isEqualTo(onlyKept);
    }
}
