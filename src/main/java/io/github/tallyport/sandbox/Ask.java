package io.github.tallyport.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a request wants, as far as the simulator minds.
 *
 * @param question the text of the last user message
 * @param toolAnswer what a tool said, when that is the last message
 * @param maxTokens how long the answer may be
 * @param tools the functions offered
 * @param forced the one that must be called
 * @param form what the content must be
 * @param schema what it must fit, with {@link Form#SCHEMA}
 * @param thinks whether there is reasoning
 * @param tellsThoughts whether the reasoning is shown, and not only counted
 * @param promptTokens reckoned
 */
record Ask(
        String model,
        boolean stream,
        int messages,
        String question,
        @Nullable String toolAnswer,
        long maxTokens,
        List<String> stop,
        List<Tool> tools,
        @Nullable Tool forced,
        Form form,
        @Nullable JsonNode schema,
        boolean thinks,
        boolean tellsThoughts,
        long promptTokens) {
    enum Form {
        TEXT,
        OBJECT,
        SCHEMA
    }

    /** @param parameters a JSON schema; null when the function takes none */
    record Tool(String name, @Nullable JsonNode parameters) {}

    /** A request the upstream would not understand either. */
    static final class Unreadable extends RuntimeException {
        private final String why;

        Unreadable(String why) {
            super(why, null, false, false);
            this.why = why;
        }

        String why() {
            return why;
        }
    }
}
