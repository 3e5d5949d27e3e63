package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonToken;

/** The client's labels for the request; the gateway keeps them, so they are bounded and fit a database. */
final class MetadataRule implements Rule {
    private static final int MAX_PAIRS = 16;
    private static final int MAX_KEY = 64;
    private static final TextRule VALUE = TextRule.upTo(512);

    @Override
    public void read(Reading at) {
        at.require(JsonToken.START_OBJECT, "an object");
        Map<String, String> pairs = new LinkedHashMap<>();
        int count = 0;
        while (at.nextIsName()) {
            String key = at.name();
            at.foreign(key);
            at.next();
            if (++count <= MAX_PAIRS) {
                pair(at, key, pairs);
            } else {
                at.skip();
            }
        }
        if (count > MAX_PAIRS) {
            throw ParameterFaults.tooManyProperties(at.path(), MAX_PAIRS, count).refusal();
        }
        at.draft().metadata = Collections.unmodifiableMap(pairs);
    }

    private static void pair(Reading at, String key, Map<String, String> pairs) {
        if (key.codePointCount(0, key.length()) > MAX_KEY) {
            throw ParameterFaults.keyTooLong("metadata", key, MAX_KEY).refusal();
        }
        VALUE.read(at);
        String value = at.text();
        if (key.indexOf(0) >= 0 || value.indexOf(0) >= 0) {
            throw ParameterFaults.nulCharacter("metadata").refusal();
        }
        pairs.put(key, value);
    }
}
