package io.github.tallyport.fault;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the provider did, as a client may read it: nothing here lets the gateway's own credentials or balance show. */
public final class UpstreamFaults {
    private UpstreamFaults() {}

    /** The provider found the request itself wrong; its words pass, cleaned. */
    public static Fault rejected(@Nullable String code, String message) {
        return new Fault(400, Fault.INVALID_REQUEST, code, null, message, Blame.CLIENT, new Retry.Unsaid(), Map.of());
    }

    public static Fault contextTooLong(String message) {
        return Fault.client(400, "context_length_exceeded", "messages", message);
    }

    public static Fault credentials() {
        return broken("upstream_auth_error", "The upstream provider rejected the gateway.", new Retry.Never());
    }

    public static Fault balance() {
        return Fault.upstream(
                503,
                Fault.SERVER_ERROR,
                "upstream_insufficient_balance",
                "The upstream provider is not available to the gateway at the moment.",
                new Retry.Never());
    }

    public static Fault modelUnavailable() {
        return broken(
                "upstream_model_unavailable", "The upstream provider does not have the model.", new Retry.Never());
    }

    public static Fault overloaded(Duration pause) {
        return Fault.upstream(
                503,
                Fault.UNAVAILABLE,
                "server_is_overloaded",
                "The model is currently overloaded. Please try again later.",
                new Retry.After(pause));
    }

    /** A 5xx, a body that is not what it should be, or a stream that broke. */
    public static Fault broken(String what) {
        return broken("upstream_error", "The upstream provider failed: " + what + ".", new Retry.Unsaid());
    }

    public static Fault unreachable() {
        return broken("upstream_connection_error", "The upstream provider could not be reached.", new Retry.Unsaid());
    }

    /** @param mayBeBilled whether the provider may have done the work: asking again could be paid twice */
    public static Fault timeout(String what, boolean mayBeBilled) {
        return Fault.upstream(
                504,
                Fault.SERVER_ERROR,
                "upstream_timeout",
                "The upstream provider did not answer in time: " + what + ".",
                mayBeBilled ? new Retry.Never() : new Retry.Unsaid());
    }

    private static Fault broken(String code, String message, Retry retry) {
        return Fault.upstream(502, Fault.SERVER_ERROR, code, message, retry);
    }
}
