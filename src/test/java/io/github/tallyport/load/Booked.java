package io.github.tallyport.load;

import java.util.List;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row of the books, as far as it is reckoned. Money is nano-yuan. */
record Booked(
        String requestId,
        String ending,
        int status,
        String code,
        String source,
        long promptTokens,
        long cachedTokens,
        long completionTokens,
        long reasoningTokens,
        long cost,
        long reservedPrompt,
        long reservedCompletion,
        long reservedCost,
        long pricePrompt,
        long priceCached,
        long priceCompletion) {

    static List<Booked> all(JdbcClient jdbc) {
        return jdbc.sql(
                        "SELECT request_id, ending, status, COALESCE(code, '') AS code, source, prompt_tokens,"
                                + " cached_tokens, completion_tokens, reasoning_tokens, cost, reserved_prompt,"
                                + " reserved_completion, reserved_cost, price_prompt, price_cached, price_completion FROM requests")
                .query(new DataClassRowMapper<>(Booked.class))
                .list();
    }

    /** The gateway ended before the request did. */
    boolean leftOpen() {
        return code.equals("gateway_stopped");
    }

    long due() {
        return (promptTokens - cachedTokens) * pricePrompt
                + cachedTokens * priceCached
                + completionTokens * priceCompletion;
    }
}
