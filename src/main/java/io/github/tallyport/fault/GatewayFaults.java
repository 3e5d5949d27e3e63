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

    /** It is being stopped: another replica, or the next one, takes the request. The connection is of no more use. */
    public static Fault leaving() {
        return Fault.gateway(
                        503,
                        Fault.UNAVAILABLE,
                        "gateway_is_stopping",
                        "This replica of the gateway is being stopped. Please try again.",
                        new Retry.After(Duration.ofSeconds(1)))
                .with("connection", "close");
    }

    /** No room on the disk for a record of the request, and whoever runs the gateway wants none that is not recorded. */
    public static Fault cannotRecord() {
        return Fault.gateway(
                503,
                Fault.UNAVAILABLE,
                "requests_cannot_be_recorded",
                "The gateway cannot record requests at the moment, and takes none that it cannot record. Please try again"
                        + " later.",
                new Retry.After(Duration.ofSeconds(5)));
    }
}
