package io.github.tallyport.books;

import io.github.tallyport.catalogue.Price;
import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Labels;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.ledger.Times;
import io.github.tallyport.openai.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** A receipt as columns, and back. */
final class RequestColumns {
    private static final long NANOS = 1_000_000;
    private static final String REPORTED = "reported";
    private static final String ESTIMATED = "estimated";

    // each null is given with its type: without one the driver would ask the database for it
    static final List<String> NAMES = List.of(
            "journal",
            "entry_number",
            "request_id",
            "tenant_id",
            "key_id",
            "model",
            "target",
            "received_at",
            "first_byte_at",
            "done_at",
            "time_zone",
            "local_day",
            "ending",
            "status",
            "code",
            "finish_reason",
            "stream",
            "attempts",
            "prompt_tokens",
            "cached_tokens",
            "completion_tokens",
            "reasoning_tokens",
            "source",
            "price_prompt",
            "price_cached",
            "price_completion",
            "price_valid_from",
            "cost",
            "upstream_cost",
            "reserved_prompt",
            "reserved_completion",
            "reserved_cost",
            "cache",
            "saved",
            "idempotency_hash",
            "user_hash",
            "metadata");

    private RequestColumns() {}

    static MapSqlParameterSource of(Booked booked) {
        Receipt receipt = booked.receipt();
        MapSqlParameterSource row = new MapSqlParameterSource();
        number(row, "journal", booked.journal());
        number(row, "entry_number", booked.number());
        asking(row, receipt.asking());
        times(row, receipt.asking().receivedAt(), receipt.times());
        text(row, "ending", receipt.ending().label());
        number(row, "status", (long) receipt.status());
        text(row, "code", receipt.code());
        text(row, "finish_reason", receipt.finishReason());
        number(row, "attempts", (long) receipt.attempts());
        usage(row, receipt.usage());
        number(row, "cost", receipt.cost());
        text(row, "upstream_cost", receipt.upstreamCost());
        text(row, "cache", receipt.cache().label());
        number(row, "saved", receipt.saved());
        return row;
    }

    private static void asking(MapSqlParameterSource row, Asking asking) {
        text(row, "request_id", asking.requestId());
        text(row, "tenant_id", asking.tenant());
        text(row, "key_id", asking.key());
        text(row, "model", asking.model());
        text(row, "target", asking.target());
        number(row, "received_at", asking.receivedAt());
        text(row, "time_zone", asking.zone().getId());
        number(row, "local_day", LocalDays.of(asking.receivedAt(), asking.zone()));
        number(row, "stream", asking.stream() ? 1L : 0L);
        Price price = asking.price();
        number(row, "price_prompt", price == null ? null : price.prompt());
        number(row, "price_cached", price == null ? null : price.cached());
        number(row, "price_completion", price == null ? null : price.completion());
        number(row, "price_valid_from", price == null ? null : price.validFrom().toEpochMilli());
        number(row, "reserved_prompt", asking.reserved().prompt());
        number(row, "reserved_completion", asking.reserved().completion());
        number(row, "reserved_cost", asking.reserved().cost());
        text(row, "idempotency_hash", asking.labels().idempotencyHash());
        text(row, "user_hash", asking.labels().userHash());
        text(row, "metadata", Storable.pairs(asking.labels().metadata()));
    }

    private static void times(MapSqlParameterSource row, long receivedAt, Times times) {
        number(row, "first_byte_at", times.firstByte() < 0 ? null : receivedAt + times.firstByte() / NANOS);
        number(row, "done_at", receivedAt + times.total() / NANOS);
    }

    private static void usage(MapSqlParameterSource row, Usage usage) {
        number(row, "prompt_tokens", usage.prompt());
        number(row, "cached_tokens", usage.cached());
        number(row, "completion_tokens", usage.completion());
        number(row, "reasoning_tokens", usage.reasoning());
        text(row, "source", usage instanceof Usage.Reported ? REPORTED : ESTIMATED);
    }

    private static void number(MapSqlParameterSource row, String column, @Nullable Long value) {
        row.addValue(column, value, Types.BIGINT);
    }

    private static void text(MapSqlParameterSource row, String column, @Nullable String value) {
        row.addValue(column, Storable.orNull(value), Types.VARCHAR);
    }

    static Booked read(ResultSet row) throws SQLException {
        Asking asking = new Asking(
                row.getString("request_id"),
                row.getLong("received_at"),
                row.getString("tenant_id"),
                row.getString("key_id"),
                ZoneId.of(row.getString("time_zone")),
                row.getString("model"),
                row.getString("target"),
                row.getInt("stream") != 0,
                price(row),
                new Labels(
                        row.getString("user_hash"),
                        row.getString("idempotency_hash"),
                        Storable.pairs(row.getString("metadata"))),
                new Reserved(
                        row.getLong("reserved_prompt"),
                        row.getLong("reserved_completion"),
                        row.getLong("reserved_cost")));
        Receipt receipt = new Receipt(
                asking,
                Ending.valueOf(name(row, "ending")),
                row.getInt("status"),
                row.getString("code"),
                row.getString("finish_reason"),
                row.getInt("attempts"),
                times(row),
                usage(row),
                row.getLong("cost"),
                row.getString("upstream_cost"),
                CacheState.valueOf(name(row, "cache")),
                row.getLong("saved"));
        return new Booked(row.getLong("journal"), row.getLong("entry_number"), receipt);
    }

    private static Times times(ResultSet row) throws SQLException {
        long receivedAt = row.getLong("received_at");
        long total = (row.getLong("done_at") - receivedAt) * NANOS;
        long firstByte = row.getLong("first_byte_at");
        return new Times(total, row.wasNull() ? -1 : (firstByte - receivedAt) * NANOS, -1);
    }

    private static Usage usage(ResultSet row) throws SQLException {
        long prompt = row.getLong("prompt_tokens");
        long completion = row.getLong("completion_tokens");
        return row.getString("source").equals(REPORTED)
                ? new Usage.Reported(prompt, row.getLong("cached_tokens"), completion, row.getLong("reasoning_tokens"))
                : new Usage.Estimated(prompt, completion);
    }

    private static @Nullable Price price(ResultSet row) throws SQLException {
        long prompt = row.getLong("price_prompt");
        return row.wasNull()
                ? null
                : new Price(
                        Instant.ofEpochMilli(row.getLong("price_valid_from")),
                        prompt,
                        row.getLong("price_cached"),
                        row.getLong("price_completion"));
    }

    private static String name(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }
}
