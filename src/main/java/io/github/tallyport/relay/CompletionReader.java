package io.github.tallyport.relay;

import io.github.tallyport.openai.TokenMeter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads a completion or a chunk in one pass into a {@link Completion}, and may count the text it carries. One per answer; not
 * thread-safe. Members it does not know are skipped.
 */
final class CompletionReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            // few threads read, each for microseconds: a pool they share would cost more than it saves
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();
    private static final JsonParser NONE = JSON.createParser(ObjectReadContext.empty(), "");

    private final Completion completion;
    private final @Nullable TokenMeter said;
    private JsonParser parser;
    private int usages;

    /** @param said counts the text; null when nobody wants to know, which leaves it unread */
    CompletionReader(Completion completion, @Nullable TokenMeter said) {
        this.completion = completion;
        this.said = said;
        this.parser = NONE;
    }

    /** @return false when the document is not one JSON object; what was read so far is then worth nothing */
    boolean read(byte[] document, int from, int to) {
        completion.clear();
        usages = 0;
        try (JsonParser open = JSON.createParser(ObjectReadContext.empty(), document, from, to - from)) {
            parser = open;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            completion.body = tokenEnd();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                member(parser.currentName());
            }
            return parser.nextToken() == null && usages <= completion.formerUsages.length + 1;
        } catch (JacksonException e) {
            return false;
        }
    }

    private void member(String name) {
        int start = tokenStart();
        JsonToken value = parser.nextToken();
        switch (name) {
            case "error" -> {
                if (value != JsonToken.VALUE_NULL) {
                    completion.error = ErrorReader.read(parser);
                }
                completion.errorMember.set(start, tokenEnd());
            }
            case "id" -> textValue(completion.idValue);
            case "model" -> textValue(completion.modelValue);
            case "object" -> completion.object = true;
            case "created" -> {
                if (value == JsonToken.VALUE_NUMBER_INT) {
                    completion.createdValue.set(tokenStart(), tokenEnd());
                } else {
                    parser.skipChildren();
                }
            }
            case "choices" -> choices(value);
            case "usage" -> usage(start, value);
            default -> parser.skipChildren();
        }
    }

    private void textValue(Span span) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            span.set(tokenStart(), tokenEnd());
        } else {
            parser.skipChildren();
        }
    }

    private void choices(JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        completion.choicesPresent = true;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            boolean firstChoice = completion.choices++ == 0;
            if (firstChoice) {
                completion.choiceBody = tokenEnd();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                choiceMember(parser.currentName(), firstChoice);
            }
        }
    }

    private void choiceMember(String name, boolean firstChoice) {
        JsonToken value = parser.nextToken();
        completion.choiceEmpty &= !firstChoice;
        if (firstChoice && name.equals("finish_reason") && value == JsonToken.VALUE_STRING) {
            completion.finishReason = parser.getString();
            completion.finishValue.set(tokenStart(), tokenEnd());
        } else if (firstChoice && value == JsonToken.START_OBJECT && (name.equals("delta") || name.equals("message"))) {
            completion.deltaBody = tokenEnd();
            delta();
        } else if (name.equals("error") && value != JsonToken.VALUE_NULL) {
            completion.error = ErrorReader.read(parser);
        } else {
            parser.skipChildren();
        }
    }

    private void delta() {
        int members = 0;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            completion.deltaEmpty = false;
            members++;
            String name = parser.currentName();
            int start = tokenStart();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "role" -> {
                    parser.skipChildren();
                    completion.roleMember.set(start, tokenEnd());
                }
                case "reasoning" -> reasoning(completion.reasoningValue, name, start, value);
                case "reasoning_content" -> reasoning(completion.reasoningContentValue, name, start, value);
                case "content" -> {
                    count(value);
                    if (value == JsonToken.VALUE_STRING && said != null) {
                        completion.onlyContent.set(tokenStart(), tokenEnd());
                    }
                }
                case "refusal", "tool_calls", "function_call" -> count(value);
                default -> parser.skipChildren();
            }
        }
        if (members != 1) {
            completion.onlyContent.clear();
        }
    }

    /** Both names carry the same text when both are there: it is counted once. */
    private void reasoning(Span span, String name, int start, JsonToken value) {
        if (value != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return;
        }
        span.set(tokenStart(), tokenEnd());
        completion.reasoningName.set(start, start + name.length() + 2);
        if (completion.reasoningValue.present() != completion.reasoningContentValue.present()) {
            countText();
        }
    }

    /** Counts the text of a value; in tool calls the names and the arguments. */
    private void count(JsonToken value) {
        if (value == JsonToken.VALUE_STRING) {
            countText();
        } else if (value.isStructStart()) {
            int depth = 1;
            boolean counts = true;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return;
                } else if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    counts = name.equals("name") || name.equals("arguments") || name.equals("text");
                } else if (token == JsonToken.VALUE_STRING && counts) {
                    countText();
                }
            }
        }
    }

    private void countText() {
        if (said != null) {
            said.add(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
        }
    }

    /** Of several the last counts, as for whoever reads the answer after us. */
    private void usage(int start, JsonToken value) {
        int valueStart = tokenStart();
        if (usages > 0 && usages <= completion.formerUsages.length) {
            completion.formerUsages[usages - 1].set(completion.usageMember.from, completion.usageMember.to);
            completion.usageValue.clear();
            completion.usage = UsageReading.ABSENT;
            Arrays.stream(completion.costMembers).forEach(Span::clear);
        }
        usages++;
        if (value == JsonToken.START_OBJECT) {
            completion.usage = UsageReader.read(parser, completion.costMembers);
        } else if (value != JsonToken.VALUE_NULL) {
            completion.usage = UsageReading.IMPLAUSIBLE;
            parser.skipChildren();
        }
        if (value != JsonToken.VALUE_NULL) {
            completion.usageValue.set(valueStart, tokenEnd());
        }
        completion.usageMember.set(start, tokenEnd());
    }

    private int tokenStart() {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    private int tokenEnd() {
        return end(parser);
    }

    static int end(JsonParser parser) {
        parser.finishToken();
        return Math.toIntExact(parser.currentLocation().getByteOffset());
    }
}
