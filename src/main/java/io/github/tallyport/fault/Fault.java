package io.github.tallyport.fault;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reason for not answering, as the client will read it.
 *
 * @param status HTTP status, 400 to 599
 * @param type OpenAI's error type, never absent: official SDKs throw on anything but a string
 * @param code OpenAI's error code, a string or null
 * @param param path of the offending value, such as {@code messages[0].content}, or null
 * @param message one sentence for a person; never a secret, never a stack trace
 * @param headers what this reason adds to the response, such as {@code Allow}
 */
public record Fault(
        int status,
        String type,
        @Nullable String code,
        @Nullable String param,
        String message,
        Blame blame,
        Retry retry,
        Map<String, String> headers) {

    public static final String INVALID_REQUEST = "invalid_request_error";
    public static final String SERVER_ERROR = "server_error";
    public static final String UNAVAILABLE = "service_unavailable_error";

    /** The client's doing, and final: the same request will fail again. */
    public static Fault client(int status, @Nullable String code, @Nullable String param, String message) {
        return new Fault(status, INVALID_REQUEST, code, param, message, Blame.CLIENT, new Retry.Unsaid(), Map.of());
    }

    /** The provider's doing. */
    public static Fault upstream(int status, String type, String code, String message, Retry retry) {
        return new Fault(status, type, code, null, message, Blame.UPSTREAM, retry, Map.of());
    }

    /** The gateway's own doing. */
    public static Fault gateway(int status, String type, @Nullable String code, String message, Retry retry) {
        return new Fault(status, type, code, null, message, Blame.GATEWAY, retry, Map.of());
    }

    public Fault with(String header, String value) {
        return new Fault(status, type, code, param, message, blame, retry, Map.of(header, value));
    }

    public Fault saying(String other) {
        return new Fault(status, type, code, param, other, blame, retry, headers);
    }

    public Refusal refusal() {
        return new Refusal(this);
    }
}
