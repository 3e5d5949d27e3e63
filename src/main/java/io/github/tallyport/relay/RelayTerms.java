package io.github.tallyport.relay;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.openai.Usage;
import java.util.function.UnaryOperator;

/**
 * What the client was promised, as far as the answer's shape goes.
 *
 * @param requestId becomes the answer's id where the provider gave none
 * @param model the id the client asked for; answers carry it whatever the provider calls it
 * @param includeUsage whether a stream ends with a usage chunk
 * @param reasoning under which name reasoning is passed on
 * @param promptTokens estimate of the prompt, for when the provider does not say
 * @param mostTokens that the provider was told the answer may have: an estimate is never more; {@code Long.MAX_VALUE} when it
 *     was told nothing
 * @param receivedAt Unix seconds, for answers without a date
 * @param maxEvent bytes one event of a stream may have at most
 * @param discreet takes out of a fault what the provider should not have repeated in it
 */
public record RelayTerms(
        String requestId,
        String model,
        boolean includeUsage,
        ReasoningField reasoning,
        long promptTokens,
        long mostTokens,
        long receivedAt,
        int maxEvent,
        UnaryOperator<Fault> discreet) {
    /** @param said tokens of the answer by its text */
    Usage.Estimated estimated(long said) {
        return new Usage.Estimated(promptTokens, Math.min(said, mostTokens));
    }
}
