package io.github.tallyport.books;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Prices rows again: what they cost and what the cache saved of it come to their price, and nobody else saves anything. NUMERIC
 * does not overflow, and so what did is found.
 */
final class CostCheck {
    private static final String DUE = """
            CASE WHEN price_prompt IS NULL THEN 0
                 ELSE CAST(prompt_tokens - cached_tokens AS NUMERIC) * price_prompt
                    + CAST(cached_tokens AS NUMERIC) * price_cached
                    + CAST(completion_tokens AS NUMERIC) * price_completion
            END""";
    private static final String WRONG = "SELECT journal, entry_number, request_id, cost, saved, " + DUE
            + " AS due FROM requests WHERE received_at >= :from AND received_at < :to AND (cost < 0 OR saved < 0"
            + " OR (saved <> 0 AND cache NOT IN ('hit', 'shared')) OR CAST(cost AS NUMERIC) + saved <> " + DUE
            + ") ORDER BY received_at, journal, entry_number";

    private final JdbcClient jdbc;

    CostCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void rows(long from, long to, Findings findings) {
        findings.rows(jdbc.sql("SELECT COUNT(*) FROM requests WHERE received_at >= :from AND received_at < :to")
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single());
        jdbc.sql(WRONG).param("from", from).param("to", to).query(row -> {
            findings.differs(
                    Difference.Kind.COST,
                    "entry " + row.getLong("entry_number") + " of journal " + row.getLong("journal") + ", request "
                            + row.getString("request_id"),
                    "The row says " + row.getLong("cost") + " nano-yuan and " + row.getLong("saved")
                            + " saved, its tokens at its price come to "
                            + row.getBigDecimal("due").toPlainString() + ".");
        });
    }
}
