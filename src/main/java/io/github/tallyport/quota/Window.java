package io.github.tallyport.quota;

import io.github.tallyport.tenancy.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * A stretch of time that a budget is for. It is named by the clock in the tenant's zone: nothing has to be reset.
 *
 * @param name {@code 2026-11-25}, {@code 2026-11} or {@code total}
 * @param begin inclusive
 * @param end exclusive; {@link Instant#MAX} for all time
 */
public record Window(Period period, String name, Instant begin, Instant end) {
    /** The window of this period that a moment is in. */
    public static Window at(Period period, ZoneId zone, Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, zone);
        return switch (period) {
            case DAY -> new Window(period, day.toString(), start(day, zone), start(day.plusDays(1), zone));
            case MONTH -> {
                YearMonth month = YearMonth.from(day);
                yield new Window(
                        period,
                        month.toString(),
                        start(month.atDay(1), zone),
                        start(month.plusMonths(1).atDay(1), zone));
            }
            case TOTAL -> new Window(period, "total", Instant.EPOCH, Instant.MAX);
        };
    }

    /** By its name, which is quick: requests look for it in maps. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
