package io.github.tallyport.relay;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a {@code usage} object in OpenAI's and DeepSeek's shapes; details may be nested one level. */
final class UsageReader {
    private static final int ABSENT = -1;
    private static final int NOT_A_COUNT = -2;

    /** Characters; what is longer is no amount of money. */
    private static final int LONGEST_COST = 40;

    private final JsonParser parser;
    private final Span[] costMembers;
    private long prompt = ABSENT;
    private long cached = ABSENT;
    private long completion = ABSENT;
    private long reasoning = ABSENT;
    private int costs;
    private @Nullable String cost;

    private UsageReader(JsonParser parser, Span[] costMembers) {
        this.parser = parser;
        this.costMembers = costMembers;
    }

    /** The parser stands on the opening brace, and afterwards on the closing one. */
    static UsageReading read(JsonParser parser, Span[] costMembers) {
        UsageReader reader = new UsageReader(parser, costMembers);
        reader.members(false);
        return reader.reading();
    }

    private void members(boolean nested) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
            JsonToken value = parser.nextToken();
            switch (name) {
                case "prompt_tokens" -> prompt = count(value, prompt, !nested);
                case "completion_tokens" -> completion = count(value, completion, !nested);
                case "cached_tokens" -> cached = count(value, cached, true);
                case "prompt_cache_hit_tokens" -> cached = count(value, cached, cached == ABSENT);
                case "reasoning_tokens" -> reasoning = count(value, reasoning, true);
                case "cost", "cost_details" -> {
                    if (nested) {
                        parser.skipChildren();
                    } else {
                        charge(name, start, value);
                    }
                }
                default -> {
                    if (value == JsonToken.START_OBJECT && !nested && name.endsWith("_tokens_details")) {
                        members(true);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
    }

    /** What is charged under more members than can be cut is not passed on at all. */
    private UsageReading reading() {
        return costs > costMembers.length
                ? new UsageReading(true, null, cost)
                : UsageReading.of(prompt, cached, completion, reasoning, cost);
    }

    private void charge(String name, int start, JsonToken value) {
        if (name.equals("cost")) {
            cost = isAmount(value) ? parser.getString() : null;
        }
        parser.skipChildren();
        if (costs < costMembers.length) {
            costMembers[costs].set(start, CompletionReader.end(parser));
        }
        costs++;
    }

    private boolean isAmount(JsonToken value) {
        return value.isNumeric()
                && parser.getStringLength() <= LONGEST_COST
                && parser.getStringCharacters()[parser.getStringOffset()] != '-';
    }

    private long count(JsonToken value, long known, boolean wanted) {
        if (!wanted || value == JsonToken.VALUE_NULL) {
            parser.skipChildren();
            return known;
        }
        if (value != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            parser.skipChildren();
            return NOT_A_COUNT;
        }
        long tokens = parser.getLongValue();
        return tokens < 0 ? NOT_A_COUNT : tokens;
    }
}
