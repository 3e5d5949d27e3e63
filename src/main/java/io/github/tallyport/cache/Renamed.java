package io.github.tallyport.cache;

import io.github.tallyport.openai.ErrorBody;
import io.github.tallyport.openai.Splice;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An answer under the name its client has for the model: models have aliases, and clients that share an answer may use several. */
final class Renamed {
    private Renamed() {}

    /** @return the document itself where it has that name already, or none */
    static byte[] of(byte[] document, String model) {
        try (JsonParser parser = Json.parser(document, 0, document.length)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean found = parser.currentName().equals("model");
                parser.nextToken();
                if (found && !parser.getString().equals(model)) {
                    return renamed(document, parser, model);
                }
                if (found) {
                    return document;
                }
                parser.skipChildren();
            }
        }
        return document;
    }

    private static byte[] renamed(byte[] document, JsonParser parser, String model) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        int to = (int) parser.currentLocation().getByteOffset();
        return new Splice(document)
                .replace(from, to, ErrorBody.quoted(model).getBytes(StandardCharsets.UTF_8))
                .toBytes();
    }
}
