package io.github.tallyport.openai;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for a chat completion that has been read and found well formed; whether a model takes it is another question.
 *
 * @param body as it came; not to be changed
 * @param model as the client wrote it
 * @param stream whether the answer is to come as events
 * @param includeUsage whether the client asked for the usage at the end of a stream
 * @param maxTokens the most tokens the answer may have, if the client said, 1 or more
 * @param prompt the size of all that goes into the prompt
 * @param parameters names of the known parameters that are there and not null, in order
 * @param media path of the first part of every kind that is not text
 * @param deterministic whether the client does not expect the answer to differ: temperature 0, or a seed
 * @param choices how many answers are asked for ({@code n}), 1 or more
 * @param audio whether the answer is to be spoken
 * @param stops how many stop sequences there are
 * @param metadata the client's labels, at most 16
 * @param user the client's own id of its end user; never a meter's label
 * @param revision what changes on the way to a provider
 */
public record ChatRequest(
        byte[] body,
        String model,
        boolean stream,
        boolean includeUsage,
        OptionalInt maxTokens,
        PromptSize prompt,
        List<String> parameters,
        Map<PartKind, String> media,
        boolean deterministic,
        int choices,
        boolean audio,
        int stops,
        Map<String, String> metadata,
        @Nullable String user,
        Revision revision) {
    /** Without the body: prompts do not go into logs. */
    @Override
    public String toString() {
        return "ChatRequest[" + model + ", " + body.length + " bytes, stream=" + stream + "]";
    }

    /**
     * The body as a provider is to get it: the client's bytes, but for what {@link Revision} changes.
     *
     * @param upstreamModel the provider's own id of the model
     * @param maxTokens takes the place of what the client said, if present
     * @return the client's own array where nothing changes
     */
    public byte[] upstreamBody(String upstreamModel, OptionalInt maxTokens) {
        OptionalInt limit = maxTokens.isPresent() ? maxTokens : this.maxTokens;
        return revision.apply(body, model.equals(upstreamModel), upstreamModel, limit);
    }
}
