package io.github.tallyport.validation;

import io.github.tallyport.catalogue.Model;
import io.github.tallyport.openai.ChatRequest;
import java.util.OptionalInt;

/** A request its model takes. Only {@link Permits} makes one. */
public final class Permitted {
    private final ChatRequest request;
    private final Model model;

    Permitted(ChatRequest request, Model model) {
        this.request = request;
        this.model = model;
    }

    public ChatRequest request() {
        return request;
    }

    public Model model() {
        return model;
    }

    /**
     * The body as a provider is to get it.
     *
     * @param upstreamModel the provider's own id of the model
     * @param maxTokens the most tokens the answer may have, in the place of what the client said; 1 or more
     * @return the client's own array where nothing changes: not to be written to
     */
    public byte[] upstreamBody(String upstreamModel, OptionalInt maxTokens) {
        return request.upstreamBody(upstreamModel, maxTokens);
    }
}
