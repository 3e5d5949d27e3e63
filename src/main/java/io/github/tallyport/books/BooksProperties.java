package io.github.tallyport.books;

import io.github.tallyport.fault.WrongSetting;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

/**
 * How long the books keep what.
 *
 * @param keepRows at least {@link Retention#SHORTEST}; null for ever
 */
@ConfigurationProperties("tallyport.ledger")
record BooksProperties(
        @DurationUnit(ChronoUnit.DAYS) @Nullable Duration keepRows) {
    BooksProperties {
        if (keepRows != null && keepRows.compareTo(Retention.SHORTEST) < 0) {
            throw new WrongSetting(
                    "tallyport.ledger.keep-rows",
                    "at least " + Retention.SHORTEST.toDays() + "d, or nothing to keep all");
        }
    }
}
