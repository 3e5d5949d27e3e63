package io.github.tallyport.books;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Raises sums. */
final class SumTable {
    private static final String RAISE = """
            INSERT INTO usage_sums (span, bucket, tenant_id, key_id, model, local_day, requests, %s)
            VALUES (:span, :bucket, :tenant, :key, :model, :day, :requests, %s)
            ON CONFLICT (span, bucket, tenant_id, key_id, model, local_day)
            DO UPDATE SET requests = usage_sums.requests + excluded.requests, %s
            """.formatted(
                    String.join(", ", Totals.COLUMNS),
                    Totals.COLUMNS.stream().map(column -> ":" + column).collect(Collectors.joining(", ")),
                    Totals.COLUMNS.stream()
                            .map(column -> column + " = usage_sums." + column + " + excluded." + column)
                            .collect(Collectors.joining(", ")));

    private final NamedParameterJdbcOperations jdbc;

    SumTable(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ArithmeticException when rows of this batch alone are too much for a sum */
    void add(List<Booked> fresh) {
        Map<SumKey, Totals> quarters = new HashMap<>();
        for (Booked one : fresh) {
            quarters.merge(SumKey.of(Span.QUARTER, one.receipt().asking()), Totals.of(one.receipt()), Totals::plus);
        }
        SortedMap<SumKey, Totals> sums = new TreeMap<>(SumKey.ORDER);
        quarters.forEach((quarter, totals) -> {
            sums.put(quarter, totals);
            sums.merge(quarter.in(Span.DAY), totals, Totals::plus);
        });
        if (!sums.isEmpty()) {
            jdbc.batchUpdate(RAISE, sums.entrySet().stream().map(SumTable::row).toArray(SqlParameterSource[]::new));
        }
    }

    private static MapSqlParameterSource row(Map.Entry<SumKey, Totals> sum) {
        SumKey key = sum.getKey();
        Totals totals = sum.getValue();
        MapSqlParameterSource row = new MapSqlParameterSource("span", key.span().millis())
                .addValue("bucket", key.bucket())
                .addValue("tenant", key.tenant())
                .addValue("key", key.key())
                .addValue("model", key.model())
                .addValue("day", key.day())
                .addValue("requests", totals.requests());
        Iterator<String> columns = Totals.COLUMNS.iterator();
        for (long value : totals.tokensAndMoney()) {
            row.addValue(columns.next(), value);
        }
        return row;
    }
}
