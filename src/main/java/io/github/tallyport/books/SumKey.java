package io.github.tallyport.books;

import io.github.tallyport.ledger.Asking;
import java.util.Comparator;
import java.util.Objects;

/**
 * What one sum is about.
 *
 * @param bucket epoch milliseconds, a multiple of the span
 * @param model empty for none
 * @param day days since 1970-01-01 where the tenant lives
 */
record SumKey(Span span, long bucket, String tenant, String key, String model, long day) {
    /** The same on every replica, so that two of them cannot wait for each other. */
    static final Comparator<SumKey> ORDER = Comparator.comparing(SumKey::span)
            .thenComparingLong(SumKey::bucket)
            .thenComparing(SumKey::tenant)
            .thenComparing(SumKey::key)
            .thenComparing(SumKey::model)
            .thenComparingLong(SumKey::day);

    static SumKey of(Span span, Asking asking) {
        return new SumKey(
                span,
                span.floor(asking.receivedAt()),
                Objects.requireNonNullElse(asking.tenant(), ""),
                Objects.requireNonNullElse(asking.key(), ""),
                Storable.text(Objects.requireNonNullElse(asking.model(), "")),
                LocalDays.of(asking.receivedAt(), asking.zone()));
    }

    /** The sum that this one is part of. */
    SumKey in(Span longer) {
        return new SumKey(longer, longer.floor(bucket), tenant, key, model, day);
    }
}
