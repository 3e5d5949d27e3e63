package io.github.tallyport.fault;

import java.time.Duration;

/** What the gateway itself could not do. */
public final class GatewayFaults {
    private GatewayFaults() {}

    /** A bug: the log has the rest, the client has the request id. */
    public static Fault internal() {
        return Fault.gateway(
                500,
                Fault.SERVER_ERROR,
                null,
                "The server had an error while processing your request. Sorry about that!",
                new Retry.Unsaid());
    }

    /** Too much at once, or on the way out. */
    public static Fault overloaded() {
        return Fault.gateway(
                503,
                Fault.UNAVAILABLE,
                "server_is_overloaded",
                "The gateway is currently overloaded. Please try again later.",
                new Retry.After(Duration.ofSeconds(1)));
    }
}
