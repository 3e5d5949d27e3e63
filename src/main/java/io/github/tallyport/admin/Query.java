package io.github.tallyport.admin;

import io.github.tallyport.fault.ParameterFaults;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that may be in a query.
 *
 * @param about a sentence for the reader of the description
 */
record Query(String name, String type, String about) {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1000;
    static final Query LIMIT = new Query(
            "limit", "integer", "How many at most: 1 to " + MAX_LIMIT + "; " + DEFAULT_LIMIT + " when it is not said");
    static final Query AFTER = new Query("after", "string", "What was next in the answer before");
    static final Query SUBJECT = new Query("subject", "string", "Only what was done to this, such as tenant/acme");
    static final Query OPERATOR = new Query("operator", "string", "Only what this operator did");
    static final List<Query> PAGE = List.of(LIMIT, AFTER);
    static final List<Query> AUDIT = List.of(LIMIT, AFTER, SUBJECT, OPERATOR);

    /** @throws io.github.tallyport.fault.Refusal 400 for anything but a number in its bounds */
    static int limit(Map<String, String> given) {
        return Math.toIntExact(number(given, LIMIT, DEFAULT_LIMIT, MAX_LIMIT));
    }

    /** Of numbers from 1, {@code otherwise} when it is not said. */
    static long number(Map<String, String> given, Query query, long otherwise, long max) {
        @Nullable String text = given.get(query.name());
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("-?\\d{1,18}")) {
            throw ParameterFaults.wrongType(query.name(), "an integer", "'" + ParameterFaults.echo(text) + "'")
                    .refusal();
        }
        long number = Long.parseLong(text);
        if (number < 1) {
            throw ParameterFaults.integerBelow(query.name(), 1, text).refusal();
        }
        if (number > max) {
            throw ParameterFaults.integerAbove(query.name(), max, text).refusal();
        }
        return number;
    }
}
