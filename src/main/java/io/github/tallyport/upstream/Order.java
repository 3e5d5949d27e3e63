package io.github.tallyport.upstream;

import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Target;
import java.util.function.Function;

/**
 * A request as the provider is to get it.
 *
 * @param requestId sent along as {@code x-request-id}
 * @param asked the model's name as the client wrote it
 * @param body what to send to a target; asked once per attempt, because targets have their own ids for a model
 * @param promptTokens estimate, for when the provider does not say
 * @param mostTokens that the provider is told the answer may have; {@code Long.MAX_VALUE} when it is told nothing
 * @param receivedAt Unix seconds
 * @param drain whether the answer is read to its end when the client leaves
 */
public record Order(
        String requestId,
        Model model,
        String asked,
        Function<Target, byte[]> body,
        boolean stream,
        boolean includeUsage,
        long promptTokens,
        long mostTokens,
        long receivedAt,
        boolean drain) {}
