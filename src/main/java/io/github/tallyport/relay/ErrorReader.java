package io.github.tallyport.relay;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what providers put into {@code error}. */
final class ErrorReader {
    private static final JsonFactory JSON = new JsonFactory();

    private ErrorReader() {}

    /** The error in a whole body, or null when the body is not JSON or has none. */
    static @Nullable ProviderError find(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            String message = null;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("error") && value != JsonToken.VALUE_NULL) {
                    return read(parser);
                }
                if (value == JsonToken.VALUE_STRING && (name.equals("message") || name.equals("detail"))) {
                    message = parser.getString();
                } else {
                    parser.skipChildren();
                }
            }
            return message == null ? null : new ProviderError(0, null, message);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The parser stands on the value of {@code error}. */
    static ProviderError read(JsonParser parser) {
        JsonToken value = parser.currentToken();
        if (value != JsonToken.START_OBJECT) {
            String text = value == JsonToken.VALUE_STRING ? parser.getString() : "";
            parser.skipChildren();
            return new ProviderError(0, null, text);
        }
        int status = 0;
        String code = null;
        String message = "";
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken member = parser.nextToken();
            if (name.equals("message") && member == JsonToken.VALUE_STRING) {
                message = parser.getString();
            } else if (name.equals("code") && member == JsonToken.VALUE_STRING) {
                code = parser.getString();
            } else if (name.equals("code") && member == JsonToken.VALUE_NUMBER_INT) {
                int number = parser.getValueAsInt();
                status = number >= 400 && number <= 599 ? number : 0;
            } else {
                parser.skipChildren();
            }
        }
        if (code != null && code.matches("[45]\\d\\d")) {
            return new ProviderError(Integer.parseInt(code), null, message);
        }
        return new ProviderError(status, code, message);
    }
}
