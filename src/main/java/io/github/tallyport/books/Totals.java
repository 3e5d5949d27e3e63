package io.github.tallyport.books;

import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.openai.Usage;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Sums over requests, exact.
 *
 * @param cached tokens, part of those of the prompt
 * @param reasoning tokens, part of those of the completion
 * @param cost nano-yuan
 * @param saved nano-yuan
 */
public record Totals(long requests, long prompt, long cached, long completion, long reasoning, long cost, long saved) {
    public static final Totals NOTHING = new Totals(0, 0, 0, 0, 0, 0, 0);

    /** All but the first, as both tables call them. */
    static final List<String> COLUMNS =
            List.of("prompt_tokens", "cached_tokens", "completion_tokens", "reasoning_tokens", "cost", "saved");

    static Totals of(Receipt receipt) {
        Usage usage = receipt.usage();
        return new Totals(
                1,
                usage.prompt(),
                usage.cached(),
                usage.completion(),
                usage.reasoning(),
                receipt.cost(),
                receipt.saved());
    }

    /** @throws ArithmeticException when a sum is no {@code long} */
    Totals plus(Totals other) {
        return new Totals(
                Math.addExact(requests, other.requests),
                Math.addExact(prompt, other.prompt),
                Math.addExact(cached, other.cached),
                Math.addExact(completion, other.completion),
                Math.addExact(reasoning, other.reasoning),
                Math.addExact(cost, other.cost),
                Math.addExact(saved, other.saved));
    }

    /** As the columns are. */
    long[] tokensAndMoney() {
        return new long[] {prompt, cached, completion, reasoning, cost, saved};
    }

    /** From columns with these names; none is a sum of nothing. */
    static Totals read(ResultSet row) throws SQLException {
        return new Totals(
                exact(row, "requests"),
                exact(row, "prompt_tokens"),
                exact(row, "cached_tokens"),
                exact(row, "completion_tokens"),
                exact(row, "reasoning_tokens"),
                exact(row, "cost"),
                exact(row, "saved"));
    }

    private static long exact(ResultSet row, String column) throws SQLException {
        BigDecimal sum = row.getBigDecimal(column);
        return sum == null ? 0 : sum.longValueExact();
    }
}
