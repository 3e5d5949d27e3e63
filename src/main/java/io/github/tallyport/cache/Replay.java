package io.github.tallyport.cache;

import java.util.List;

/**
 * A whole answer as the events of a stream: what SDKs put together of them is the answer again. Values are written as they
 * came. For each choice there is the role with all that has no parts, then reasoning, text and calls in pieces, then the reason
 * for the end; last the usage, if it was asked for.
 */
final class Replay {
    private Replay() {}

    /**
     * @param document a {@code chat.completion}
     * @param model the name its client has for the model
     * @param usage whether the last event tells the usage
     * @return whole events, several in each piece
     * @throws UnreadableAnswer when it is no such document
     */
    static List<byte[]> events(byte[] document, String model, boolean usage) {
        Members answer = Members.of(new Raw(document, 0, document.length));
        Raw choices = answer.take("choices");
        Raw used = answer.take("usage");
        if (choices == null || !choices.isArray()) {
            throw new UnreadableAnswer("an answer without choices");
        }
        Chunks chunks = new Chunks(answer, model, document.length);
        for (Raw choice : choices.elements()) {
            new ReplayedChoice(chunks, Members.of(choice)).write();
        }
        if (usage && used != null && used.isObject()) {
            chunks.usage(used);
        }
        return chunks.done();
    }
}
