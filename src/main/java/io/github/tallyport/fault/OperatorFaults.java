package io.github.tallyport.fault;

import java.time.Duration;
import java.util.Map;

/** What is wrong with an operator's key. */
public final class OperatorFaults {
    private static final String CODE = "invalid_admin_key";

    private OperatorFaults() {}

    public static Fault missing() {
        return unauthorised(
                "You didn't provide an admin key. The admin API needs it in an Authorization header using Bearer auth (i.e."
                        + " Authorization: Bearer YOUR_ADMIN_KEY).");
    }

    public static Fault wrong() {
        return unauthorised("Incorrect admin key provided. A tenant's API key is not an admin key.");
    }

    public static Fault tooManyWrongKeys(Duration pause) {
        Retry.After retry = new Retry.After(pause);
        return new Fault(
                429,
                "requests",
                "too_many_wrong_admin_keys",
                null,
                "Too many wrong admin keys came from your address. Please try again in " + retry.seconds() + "s.",
                Blame.CLIENT,
                retry,
                Map.of());
    }

    public static Fault noKeyConfigured() {
        return Fault.gateway(
                503,
                Fault.UNAVAILABLE,
                "admin_key_not_set",
                "The admin API is off: no admin key is set. Set TALLYPORT_ADMIN_KEY to a secret of at least 32 characters"
                        + " and restart the gateway.",
                new Retry.Never());
    }

    private static Fault unauthorised(String message) {
        return Fault.client(401, CODE, null, message).with("WWW-Authenticate", "Bearer");
    }
}
