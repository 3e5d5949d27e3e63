package io.github.tallyport.catalogue;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A price as it is written in {@code application.yaml}, in yuan per 1000 tokens.
 *
 * @param validFrom a date and time with an offset, a zone in brackets, or both; always, when it is not given
 * @param cachedPrompt the price of the prompt, when it is not given
 */
record PriceEntry(
        @Nullable String validFrom,
        @Nullable BigDecimal prompt,
        @Nullable BigDecimal cachedPrompt,
        @Nullable BigDecimal completion) {
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .optionalStart()
            .appendLiteral('[')
            .appendZoneRegionId()
            .appendLiteral(']')
            .optionalEnd()
            .toFormatter();

    Price price(Property at) {
        return new Price(
                moment(at.child("valid-from")),
                amount(at.child("prompt"), prompt),
                amount(at.child("cached-prompt"), cachedPrompt == null ? prompt : cachedPrompt),
                amount(at.child("completion"), completion));
    }

    /** Where clocks are put back and no offset is given, the earlier of the two moments. */
    private Instant moment(Property at) {
        if (validFrom == null) {
            return Instant.EPOCH;
        }
        try {
            Instant moment = ZonedDateTime.parse(validFrom, MOMENT).toInstant();
            Instant kept = Instant.ofEpochMilli(moment.toEpochMilli());
            at.require(kept.equals(moment), "it is a whole millisecond");
            return kept;
        } catch (DateTimeException | ArithmeticException e) {
            throw at.wrong("it is a date and time with an offset or a zone,"
                    + " such as 2025-09-29T00:00:00+08:00 or 2025-09-29T00:00:00[Asia/Shanghai]");
        }
    }

    private static long amount(Property at, @Nullable BigDecimal yuan) {
        if (yuan == null) {
            throw at.wrong("it is missing: yuan per 1000 tokens");
        }
        try {
            return Price.perThousand(yuan);
        } catch (IllegalArgumentException e) {
            throw at.wrong(String.valueOf(e.getMessage()));
        }
    }
}
