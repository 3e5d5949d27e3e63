package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.fault.RequestFaults;
import io.github.tallyport.openai.Change;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/** One document being read: where the parser stands, what that place is called, and what was found so far. */
final class Reading {
    private final JsonParser parser;
    private final byte[] body;
    private final int maxNames;
    private final Draft draft = new Draft();
    private final Set<String> foreignNames = new HashSet<>(0);
    private JsonToken token = JsonToken.NOT_AVAILABLE;

    Reading(JsonParser parser, byte[] body, int maxNames) {
        this.parser = parser;
        this.body = body;
        this.maxNames = maxNames;
    }

    Draft draft() {
        return draft;
    }

    JsonToken token() {
        return token;
    }

    /** {@link JsonToken#NOT_AVAILABLE} at the end of the document. */
    JsonToken next() {
        JsonToken next = parser.nextToken();
        token = next == null ? JsonToken.NOT_AVAILABLE : next;
        return token;
    }

    boolean nextIsName() {
        return next() == JsonToken.PROPERTY_NAME;
    }

    /** Of the member whose name the parser stands on. */
    String name() {
        return parser.currentName();
    }

    /** To the end of the value, whatever is in it. */
    void skip() {
        int depth = token.isStructStart() ? 1 : 0;
        while (depth > 0) {
            JsonToken inside = next();
            if (inside.isStructStart()) {
                depth++;
            } else if (inside.isStructEnd()) {
                depth--;
            } else if (inside == JsonToken.PROPERTY_NAME) {
                foreign(parser.currentName());
            }
        }
    }

    /**
     * Takes note of a name that is on no table. The parser remembers every name it meets, and ever more slowly: a document of a
     * hundred thousand different ones would keep it busy for half a second.
     */
    void foreign(String name) {
        if (foreignNames.add(name) && foreignNames.size() > maxNames) {
            throw RequestFaults.invalidJson().refusal();
        }
    }

    /** To the end of the document, wherever the parser stands. */
    void toTheEnd() {
        while (next() != JsonToken.NOT_AVAILABLE) {
            if (token == JsonToken.PROPERTY_NAME) {
                foreign(parser.currentName());
            }
        }
    }

    /** Where the token begins, in bytes. */
    int start() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Where the token ends, in bytes. */
    int end() {
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }

    /** Passes over a member that is not sent on. */
    void leaveOut(String name, int from) {
        foreign(name);
        skip();
        cut(from);
    }

    /** Cuts the member that began at {@code from} and whose value ends here. */
    void cut(int from) {
        draft.changes.add(Change.cut(from, end()));
    }

    void require(JsonToken wanted, String expected) {
        if (token != wanted) {
            throw wrongType(expected);
        }
    }

    boolean isNull() {
        return token == JsonToken.VALUE_NULL;
    }

    boolean isText() {
        return token == JsonToken.VALUE_STRING;
    }

    String text() {
        return parser.getString();
    }

    char[] characters() {
        return parser.getStringCharacters();
    }

    int offset() {
        return parser.getStringOffset();
    }

    int length() {
        return parser.getStringLength();
    }

    /** Unicode characters, as JSON Schema counts them. */
    int codePoints() {
        return Character.codePointCount(characters(), offset(), length());
    }

    /** Counts the text the parser stands on into the prompt. */
    void meter() {
        draft.meter.add(characters(), offset(), length());
    }

    /** Counts a stretch of the document as it is into the prompt: templates write such values as JSON again. */
    void meterJson(int from, int to) {
        draft.meter.addJson(body, from, to);
    }

    Refusal wrongType(String expected) {
        return ParameterFaults.wrongType(path(), expected, described(token)).refusal();
    }

    Refusal missing(String member) {
        String path = path();
        return ParameterFaults.missing(path.isEmpty() ? member : path + "." + member)
                .refusal();
    }

    /** Of the value the parser stands on, or has just left: {@code messages[0].content[1].type}. */
    String path() {
        TokenStreamContext context = parser.streamReadContext();
        if (token.isStructStart()) {
            context = context.getParent();
        }
        StringBuilder path = new StringBuilder();
        append(path, context);
        return path.toString();
    }

    private static void append(StringBuilder path, TokenStreamContext context) {
        if (context.inRoot()) {
            return;
        }
        append(path, context.getParent());
        if (context.inArray()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        } else if (context.hasCurrentName()) {
            path.append(path.isEmpty() ? "" : ".").append(ParameterFaults.echo(context.currentName()));
        }
    }

    static String described(JsonToken token) {
        return switch (token) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "an integer";
            case VALUE_NUMBER_FLOAT -> "a decimal number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }
}
