package io.github.tallyport.gateway;

import io.github.tallyport.fault.GoDuration;
import io.github.tallyport.quota.Balance;
import io.github.tallyport.quota.Limit;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a caller's limits stood when its request was decided, for the headers of every answer to it. Of several limits of a kind
 * the one with the least left is shown; of a kind that is not limited nothing is said, as clients take numbers for limits.
 *
 * @param shortenedTo tokens that budgets have left of the answer, or 0 when they have not made it shorter
 */
record Standing(List<Balance> balances, long shortenedTo) implements Consumer<HttpHeaders> {
    @Override
    public void accept(HttpHeaders headers) {
        Balance requests = scarcest(Limit.Unit.REQUESTS);
        if (requests != null) {
            headers.set(HeaderNames.LIMIT_REQUESTS, Long.toString(perMinute(requests)));
            headers.set(HeaderNames.REMAINING_REQUESTS, Long.toString(Math.max(0, requests.left())));
            headers.set(HeaderNames.RESET_REQUESTS, GoDuration.of(requests.full()));
        }
        Balance tokens = scarcest(Limit.Unit.TOKENS);
        if (tokens != null) {
            headers.set(HeaderNames.LIMIT_TOKENS, Long.toString(perMinute(tokens)));
            headers.set(HeaderNames.REMAINING_TOKENS, Long.toString(Math.max(0, tokens.left())));
            headers.set(HeaderNames.RESET_TOKENS, GoDuration.of(tokens.full()));
        }
        if (shortenedTo > 0) {
            headers.set(HeaderNames.CLAMPED, Long.toString(shortenedTo));
        }
    }

    private @Nullable Balance scarcest(Limit.Unit unit) {
        Balance least = null;
        for (Balance balance : balances) {
            if (balance.limit() instanceof Limit.Rate rate
                    && rate.unit() == unit
                    && (least == null || balance.left() < least.left())) {
                least = balance;
            }
        }
        return least;
    }

    private static long perMinute(Balance balance) {
        return ((Limit.Rate) balance.limit()).perMinute();
    }
}
