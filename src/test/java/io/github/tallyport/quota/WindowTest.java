package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.tenancy.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows are named by the clock on the tenant's wall, whatever it does at midnight. */
class WindowTest {
    @ParameterizedTest
    @CsvSource({
        // an ordinary day, its first and its last millisecond
        "DAY, Asia/Shanghai, 2026-11-24T16:00:00Z, 2026-11-25, 2026-11-24T16:00:00Z, 2026-11-25T16:00:00Z",
        "DAY, Asia/Shanghai, 2026-11-25T15:59:59.999Z, 2026-11-25, 2026-11-24T16:00:00Z, 2026-11-25T16:00:00Z",
        "DAY, Asia/Shanghai, 2026-11-25T16:00:00Z, 2026-11-26, 2026-11-25T16:00:00Z, 2026-11-26T16:00:00Z",
        // summer time begins: 23 hours; ends: 25 hours, at both of its half past twos
        "DAY, Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "DAY, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "DAY, Europe/Berlin, 2026-10-25T01:30:00Z, 2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        // a day without a midnight begins at one o'clock
        "DAY, America/Sao_Paulo, 2018-11-04T03:00:00Z, 2018-11-04, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z",
        "DAY, America/Sao_Paulo, 2018-11-04T02:59:59Z, 2018-11-03, 2018-11-03T03:00:00Z, 2018-11-04T03:00:00Z",
        "DAY, Africa/Cairo, 2024-04-25T22:00:00Z, 2024-04-26, 2024-04-25T22:00:00Z, 2024-04-26T21:00:00Z",
        // a day that the calendar skipped
        "DAY, Pacific/Apia, 2011-12-30T09:59:59Z, 2011-12-29, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
        "DAY, Pacific/Apia, 2011-12-30T10:00:00Z, 2011-12-31, 2011-12-30T10:00:00Z, 2011-12-31T10:00:00Z",
        // leap day, and the month that has it
        "DAY, UTC, 2028-02-29T23:59:59Z, 2028-02-29, 2028-02-29T00:00:00Z, 2028-03-01T00:00:00Z",
        "MONTH, UTC, 2028-02-29T23:59:59Z, 2028-02, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
        "MONTH, UTC, 2027-02-28T23:59:59Z, 2027-02, 2027-02-01T00:00:00Z, 2027-03-01T00:00:00Z",
        // edges of a year, and a month that loses an hour
        "MONTH, Asia/Shanghai, 2026-12-31T15:59:59.999Z, 2026-12, 2026-11-30T16:00:00Z, 2026-12-31T16:00:00Z",
        "MONTH, Asia/Shanghai, 2026-12-31T16:00:00Z, 2027-01, 2026-12-31T16:00:00Z, 2027-01-31T16:00:00Z",
        "MONTH, Europe/Berlin, 2026-03-15T00:00:00Z, 2026-03, 2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z"
    })
    void a_moment_is_in_one_window(
            Period period, String zone, Instant moment, String name, Instant begin, Instant end) {
        assertThat(Window.at(period, ZoneId.of(zone), moment)).isEqualTo(new Window(period, name, begin, end));
    }

    @Test
    void all_time_is_one_window_in_every_zone() {
        assertThat(Window.at(Period.TOTAL, ZoneId.of("Asia/Shanghai"), Instant.EPOCH))
                .isEqualTo(Window.at(Period.TOTAL, ZoneId.of("UTC"), Instant.parse("2026-11-25T12:00:00Z")))
                .isEqualTo(new Window(Period.TOTAL, "total", Instant.EPOCH, Instant.MAX));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026",
        "America/Sao_Paulo, 2018",
        "Africa/Cairo, 2024",
        "Pacific/Apia, 2011",
        "Asia/Shanghai, 2028"
    })
    void windows_follow_each_other_without_a_gap_or_an_overlap(String name, int year) {
        ZoneId zone = ZoneId.of(name);
        Instant end = Instant.parse((year + 1) + "-02-01T00:00:00Z");
        for (Period period : new Period[] {Period.DAY, Period.MONTH}) {
            Window window = Window.at(period, zone, Instant.parse(year + "-01-01T00:00:00Z"));
            while (window.end().isBefore(end)) {
                assertThat(Window.at(period, zone, window.begin())).isEqualTo(window);
                assertThat(Window.at(period, zone, window.end().minusMillis(1))).isEqualTo(window);
                Window next = Window.at(period, zone, window.end());
                assertThat(next.begin()).isEqualTo(window.end());
                assertThat(Duration.between(next.begin(), next.end())).isGreaterThan(Duration.ofHours(22));
                window = next;
            }
        }
    }
}
