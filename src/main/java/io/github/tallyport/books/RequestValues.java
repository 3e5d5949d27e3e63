package io.github.tallyport.books;

import io.github.tallyport.catalogue.Price;
import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.Times;
import io.github.tallyport.openai.Usage;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A receipt as the values of its columns. By position: names would cost as much as the database does. */
final class RequestValues {
    /** @param type of {@link Types}: null is given with it, as the driver would ask the database otherwise */
    record Column(String name, int type) {}

    static final List<Column> COLUMNS = List.of(
            new Column("journal", Types.BIGINT),
            new Column("entry_number", Types.BIGINT),
            new Column("request_id", Types.VARCHAR),
            new Column("tenant_id", Types.VARCHAR),
            new Column("key_id", Types.VARCHAR),
            new Column("model", Types.VARCHAR),
            new Column("target", Types.VARCHAR),
            new Column("received_at", Types.BIGINT),
            new Column("first_byte_at", Types.BIGINT),
            new Column("done_at", Types.BIGINT),
            new Column("time_zone", Types.VARCHAR),
            new Column("local_day", Types.BIGINT),
            new Column("ending", Types.VARCHAR),
            new Column("status", Types.BIGINT),
            new Column("code", Types.VARCHAR),
            new Column("finish_reason", Types.VARCHAR),
            new Column("stream", Types.BIGINT),
            new Column("attempts", Types.BIGINT),
            new Column("prompt_tokens", Types.BIGINT),
            new Column("cached_tokens", Types.BIGINT),
            new Column("completion_tokens", Types.BIGINT),
            new Column("reasoning_tokens", Types.BIGINT),
            new Column("source", Types.VARCHAR),
            new Column("price_prompt", Types.BIGINT),
            new Column("price_cached", Types.BIGINT),
            new Column("price_completion", Types.BIGINT),
            new Column("price_valid_from", Types.BIGINT),
            new Column("cost", Types.BIGINT),
            new Column("upstream_cost", Types.VARCHAR),
            new Column("reserved_prompt", Types.BIGINT),
            new Column("reserved_completion", Types.BIGINT),
            new Column("reserved_cost", Types.BIGINT),
            new Column("cache", Types.VARCHAR),
            new Column("saved", Types.BIGINT),
            new Column("idempotency_hash", Types.VARCHAR),
            new Column("user_hash", Types.VARCHAR),
            new Column("metadata", Types.VARCHAR));

    private static final long NANOS = 1_000_000;

    private final @Nullable Object[] values = new Object[COLUMNS.size()];
    private int filled;

    private RequestValues() {}

    /** @throws RuntimeException when it is no row */
    static RequestValues of(Booked booked) {
        Receipt receipt = booked.receipt();
        Asking asking = receipt.asking();
        RequestValues row = new RequestValues();
        row.number(booked.journal());
        row.number(booked.number());
        row.asked(asking);
        row.times(asking.receivedAt(), receipt.times());
        row.text(asking.zone().getId());
        row.number(LocalDays.of(asking.receivedAt(), asking.zone()));
        row.ended(receipt);
        row.used(receipt.usage());
        row.priced(asking.price());
        row.number(receipt.cost());
        row.text(receipt.upstreamCost());
        row.number(asking.reserved().prompt());
        row.number(asking.reserved().completion());
        row.number(asking.reserved().cost());
        row.text(receipt.cache().label());
        row.number(receipt.saved());
        row.text(asking.labels().idempotencyHash());
        row.text(asking.labels().userHash());
        row.text(Storable.pairs(asking.labels().metadata()));
        return row;
    }

    private void asked(Asking asking) {
        text(asking.requestId());
        text(asking.tenant());
        text(asking.key());
        text(asking.model());
        text(asking.target());
        number(asking.receivedAt());
    }

    private void times(long receivedAt, Times times) {
        number(times.firstByte() < 0 ? null : receivedAt + times.firstByte() / NANOS);
        number(receivedAt + times.total() / NANOS);
    }

    private void ended(Receipt receipt) {
        text(receipt.ending().label());
        number((long) receipt.status());
        text(receipt.code());
        text(receipt.finishReason());
        number(receipt.asking().stream() ? 1L : 0L);
        number((long) receipt.attempts());
    }

    private void used(Usage usage) {
        number(usage.prompt());
        number(usage.cached());
        number(usage.completion());
        number(usage.reasoning());
        text(usage instanceof Usage.Reported ? RequestColumns.REPORTED : RequestColumns.ESTIMATED);
    }

    private void priced(@Nullable Price price) {
        number(price == null ? null : price.prompt());
        number(price == null ? null : price.cached());
        number(price == null ? null : price.completion());
        number(price == null ? null : price.validFrom().toEpochMilli());
    }

    private void number(@Nullable Long value) {
        values[filled++] = value;
    }

    private void text(@Nullable String value) {
        values[filled++] = Storable.orNull(value);
    }

    void fill(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Long number) {
                statement.setLong(i + 1, number);
            } else if (value instanceof String text) {
                statement.setString(i + 1, text);
            } else {
                statement.setNull(i + 1, COLUMNS.get(i).type());
            }
        }
    }
}
