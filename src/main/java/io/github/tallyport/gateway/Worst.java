package io.github.tallyport.gateway;

import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.openai.ChatRequest;
import java.util.OptionalInt;

/** What a request comes to when its prompt takes as many tokens as it can, and each answer as many as it may. */
record Worst(ChatRequest request, Model model, Price price) {
    long promptTokens() {
        return request.prompt().atMost();
    }

    /** Nano-yuan, whether or not the provider has the prompt in its cache. */
    long promptCost() {
        return Math.multiplyExact(promptTokens(), Math.max(price.prompt(), price.cached()));
    }

    /** Nano-yuan of one token of an answer. */
    long tokenCost() {
        return price.completion();
    }

    long choices() {
        return request.choices();
    }

    /**
     * The most tokens of an answer: what the client said; else the model's default or what its window probably has room for, and
     * not more than fits the smallest limit of tokens per minute, so that a small limit can be used at all. 1 or more.
     *
     * @param fewestTokens that limit, all of it
     */
    long cap(long fewestTokens) {
        if (request.maxTokens().isPresent()) {
            return request.maxTokens().getAsInt();
        }
        long room = model.contextLength() - request.prompt().estimate();
        long affordable = (fewestTokens - promptTokens()) / choices();
        return Math.max(1, Math.min(model.defaultMaxTokens(), Math.min(room, affordable)));
    }

    /** When the provider is told how long an answer may be. */
    Grant told(long cap) {
        OptionalInt granted = OptionalInt.of(Math.toIntExact(cap));
        return new Grant(granted, Math.multiplyExact(cap, choices()), reserved(cap));
    }

    /** When it gets what the client sent, and an answer may be as long as the client said or the window is. */
    Grant untold() {
        OptionalInt said = request.maxTokens();
        if (said.isPresent()) {
            return new Grant(
                    OptionalInt.empty(), Math.multiplyExact(said.getAsInt(), choices()), reserved(said.getAsInt()));
        }
        long room = Math.max(0, model.contextLength() - request.prompt().atLeast());
        return new Grant(OptionalInt.empty(), Long.MAX_VALUE, reserved(room));
    }

    private Reserved reserved(long cap) {
        long completion = Math.multiplyExact(cap, choices());
        return new Reserved(
                promptTokens(), completion, Math.addExact(promptCost(), Math.multiplyExact(completion, tokenCost())));
    }
}
