package io.github.tallyport.load;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end of a request as its client was told it: a whole JSON answer, {@code [DONE]}, or an error.
 *
 * @param ending as the books call it; refused for what the gateway never sent on
 * @param prompt tokens, or -1 when the client was not told, like the others
 * @param cost nano-yuan, or -1
 */
record Acknowledged(
        String id,
        int status,
        String ending,
        @Nullable String code,
        long prompt,
        long cached,
        long completion,
        long reasoning,
        long cost) {
    private static final Pattern LENGTH =
            Pattern.compile("\\r\\ncontent-length: (\\d+)\\r\\n", Pattern.CASE_INSENSITIVE);
    private static final Pattern COST = Pattern.compile("\\r\\nx-tallyport-cost: ([0-9.]+)\\r\\n");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z_]+)\"");

    /** Nothing, as long as the end is not there. */
    static @Nullable Acknowledged of(String id, String received) {
        int head = received.indexOf("\r\n\r\n");
        if (head < 0) {
            return null;
        }
        int status = Integer.parseInt(received.substring(9, 12));
        Matcher length = LENGTH.matcher(received.substring(0, head + 2));
        if (length.find()) {
            boolean whole = received.length() - head - 4 >= Integer.parseInt(length.group(1));
            return whole ? of(id, status, ofStatus(status, received), received) : null;
        }
        if (received.contains("data: [DONE]\n\n")) {
            return of(id, status, "answered", received);
        }
        int error = received.indexOf("data: {\"error\":");
        return error >= 0 && received.indexOf("\n\n", error) > 0 ? of(id, status, "broken_off", received) : null;
    }

    private static String ofStatus(int status, String received) {
        if (status == 200) {
            return "answered";
        }
        return "requests_cannot_be_recorded".equals(found(CODE, received)) ? "refused" : "failed";
    }

    private static Acknowledged of(String id, int status, String ending, String received) {
        String cost = found(COST, received);
        return new Acknowledged(
                id,
                status,
                ending,
                found(CODE, received),
                number("prompt_tokens", received),
                number("cached_tokens", received),
                number("completion_tokens", received),
                number("reasoning_tokens", received),
                cost == null ? -1 : new BigDecimal(cost).movePointRight(9).longValueExact());
    }

    private static long number(String member, String received) {
        String digits = found(Pattern.compile("\"" + member + "\":(\\d+)"), received);
        return digits == null ? -1 : Long.parseLong(digits);
    }

    private static @Nullable String found(Pattern pattern, String received) {
        Matcher matcher = pattern.matcher(received);
        return matcher.find() ? matcher.group(1) : null;
    }
}
