package io.github.tallyport.admin;

import java.util.List;

/**
 * A parameter that may be in a query.
 *
 * @param type of JSON Schema; an {@code array} may be given several times, or once with commas
 * @param about a sentence for the reader of the description
 */
record Query(String name, String type, String about, boolean required) {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1000;
    static final Query LIMIT = limit(DEFAULT_LIMIT, MAX_LIMIT, "How many at most");
    static final Query AFTER = new Query("after", "string", "What was next in the answer before");
    static final Query SUBJECT = new Query("subject", "string", "Only what was done to this, such as tenant/acme");
    static final Query OPERATOR = new Query("operator", "string", "Only what this operator did");
    static final List<Query> PAGE = List.of(LIMIT, AFTER);
    static final List<Query> AUDIT = List.of(LIMIT, AFTER, SUBJECT, OPERATOR);

    Query(String name, String type, String about) {
        this(name, type, about, false);
    }

    static Query limit(int otherwise, int max, String about) {
        return new Query("limit", "integer", about + ": 1 to " + max + "; " + otherwise + " when it is not said");
    }

    boolean isMany() {
        return type.equals("array");
    }

    /** Some clients put brackets behind the name of what may be given several times. */
    boolean isCalled(String text) {
        return text.equals(name) || (isMany() && text.equals(name + "[]"));
    }
}
