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
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Columns as a receipt; {@link RequestValues} is the other way. */
final class RequestColumns {
    static final String REPORTED = "reported";
    static final String ESTIMATED = "estimated";

    private static final long NANOS = 1_000_000;

    private RequestColumns() {}

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
