package io.github.tallyport.upstream;

import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Target;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as the provider is to get it.
 *
 * @param requestId sent along as {@code x-request-id}
 * @param asked the model's name as the client wrote it
 * @param body what to send to a target; asked once per attempt, because targets have their own ids for a model
 * @param promptTokens estimate, for when the provider does not say
 * @param mostTokens that the provider is told the answer may have; {@code Long.MAX_VALUE} when it is told nothing
 * @param receivedAt Unix seconds
 * @param traceparent sent along as it is; null for none
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
        @Nullable String traceparent,
        boolean drain) {

    private static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
    private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");

    /** What the provider is told beside the body. */
    HttpHeaders head(HttpHeaders headers) {
        headers.set(REQUEST_ID, requestId)
                .set(HttpHeaderNames.ACCEPT, stream ? "text/event-stream" : "application/json");
        return traceparent == null ? headers : headers.set(TRACEPARENT, traceparent);
    }
}
