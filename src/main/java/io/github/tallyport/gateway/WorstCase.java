package io.github.tallyport.gateway;

import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.openai.ChatRequest;
import io.github.tallyport.openai.Usage;

/** What a request costs when its prompt takes as many tokens as it can, and each answer as many as it may. */
final class WorstCase {
    private WorstCase() {}

    static Reserved of(ChatRequest request, Model model, Price price) {
        long prompt = request.prompt().atMost();
        long room = Math.max(0, model.contextLength() - request.prompt().atLeast());
        long completion =
                Math.multiplyExact(request.maxTokens().orElse(Math.toIntExact(room)), (long) request.choices());
        return new Reserved(prompt, completion, price.cost(new Usage.Estimated(prompt, completion)));
    }
}
