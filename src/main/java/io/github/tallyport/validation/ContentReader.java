package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.openai.PartKind;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.core.JsonToken;

/** What a message says: a text, parts, or nothing. What depends on who says it is judged when that is known. */
final class ContentReader {
    private static final String EXPECTED = "one of a string or array of objects";
    private final PartReader part = new PartReader();
    /** Position of the first part of every kind there is. */
    private final Map<PartKind, Integer> first = new EnumMap<>(PartKind.class);

    private JsonToken form = JsonToken.NOT_AVAILABLE;

    void clear() {
        form = JsonToken.NOT_AVAILABLE;
        first.clear();
    }

    void read(Reading at) {
        form = at.token();
        switch (form) {
            case VALUE_STRING -> at.meter();
            case START_ARRAY -> parts(at);
            case VALUE_NULL -> {}
            default -> throw at.wrongType(EXPECTED);
        }
    }

    private void parts(Reading at) {
        int count = 0;
        while (at.next() != JsonToken.END_ARRAY) {
            first.putIfAbsent(part.read(at), count);
            count++;
        }
        if (count == 0) {
            throw ParameterFaults.emptyArray(at.path()).refusal();
        }
    }

    /** @param mayBeSilent whether the message says something elsewhere, such as in a tool call */
    void judge(Reading at, Role speaker, boolean mayBeSilent) {
        if (form == JsonToken.NOT_AVAILABLE && !mayBeSilent) {
            throw at.missing("content");
        }
        if (form == JsonToken.VALUE_NULL && !mayBeSilent) {
            throw ParameterFaults.wrongType(at.path() + ".content", EXPECTED, "null")
                    .refusal();
        }
        for (Map.Entry<PartKind, Integer> part : first.entrySet()) {
            if (!speaker.speaks(part.getKey())) {
                throw ParameterFaults.invalidValue(
                                at.path() + ".content[" + part.getValue() + "].type",
                                part.getKey().wireName(),
                                speaker.partNames())
                        .refusal();
            }
        }
    }
}
