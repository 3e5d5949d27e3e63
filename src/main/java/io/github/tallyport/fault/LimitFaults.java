package io.github.tallyport.fault;

import java.time.Duration;
import java.util.Map;

/** What a caller has used up for now. */
public final class LimitFaults {
    private LimitFaults() {}

    /** Too many requests within a minute; the type names the kind of limit, as OpenAI's does. */
    public static Fault requests(String model, Duration pause) {
        Retry.After retry = new Retry.After(pause);
        return new Fault(
                429,
                "requests",
                "rate_limit_exceeded",
                null,
                "Rate limit reached for `" + model + "` on requests per min (RPM). Please try again in "
                        + retry.seconds() + "s.",
                Blame.CLIENT,
                retry,
                Map.of());
    }
}
