package io.github.tallyport.gateway;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the events of a stream come to. */
final class SaidInEvents {
    private SaidInEvents() {}

    /** The text of the only choice; fails where the stream is not whole. */
    static String content(String events) {
        if (!events.endsWith("data: [DONE]\n\n")) {
            throw new AssertionError(
                    "a stream that is not whole: …" + events.substring(Math.max(0, events.length() - 200)));
        }
        StringBuilder content = new StringBuilder();
        events.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
                .map(event -> event.at("/choices/0/delta/content"))
                .filter(JsonNode::isString)
                .forEach(text -> content.append(text.stringValue()));
        return content.toString();
    }
}
