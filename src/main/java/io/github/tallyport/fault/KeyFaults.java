package io.github.tallyport.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is wrong with the caller: no key, a wrong one, one that is no longer good, or one that may not. */
public final class KeyFaults {
    private KeyFaults() {}

    public static Fault missing() {
        return unauthorised(
                null,
                "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer"
                        + " auth (i.e. Authorization: Bearer YOUR_KEY).");
    }

    /** @param redacted the key as {@code sk-ab***wxyz}; never the key itself */
    public static Fault unknown(String redacted) {
        return unauthorised("invalid_api_key", "Incorrect API key provided: " + redacted + ".");
    }

    public static Fault disabled() {
        return unauthorised("api_key_disabled", "This API key has been disabled. Ask your operator for another.");
    }

    public static Fault expired() {
        return unauthorised("api_key_expired", "This API key has expired. Ask your operator for another.");
    }

    /** The keys cannot be looked up now; a key is never called wrong because of it. */
    public static Fault unavailable() {
        return Fault.gateway(
                503,
                Fault.UNAVAILABLE,
                "server_is_overloaded",
                "API keys cannot be checked at the moment. Please try again later.",
                new Retry.After(Duration.ofSeconds(2)));
    }

    public static Fault modelNotAllowed(String tenant, String model) {
        return Fault.client(
                403, "model_not_found", null, "Project `" + tenant + "` does not have access to model `" + model + "`");
    }

    public static Fault modelUnknown(String model) {
        return Fault.client(
                404,
                "model_not_found",
                "model",
                "The model `" + model + "` does not exist or you do not have access to it.");
    }

    private static Fault unauthorised(@Nullable String code, String message) {
        return Fault.client(401, code, null, message).with("WWW-Authenticate", "Bearer");
    }
}
