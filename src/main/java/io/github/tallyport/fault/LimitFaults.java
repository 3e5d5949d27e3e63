package io.github.tallyport.fault;

import java.time.Duration;
import java.util.Map;

/** What a caller has used up for now. The type names the kind of limit, as OpenAI's does. */
public final class LimitFaults {
    private static final String RATE = "rate_limit_exceeded";
    private static final String REQUESTS = "requests";
    private static final String TOKENS = "tokens";
    private static final String NO_QUOTA = "insufficient_quota";

    /** The longest wait that is worth asking again after. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private LimitFaults() {}

    /**
     * A limit, and what it is short of.
     *
     * @param whose in words, such as {@code key `4f0P` for model `m`}
     * @param limit how much there is of it
     * @param used of that; more than the limit when it was lowered
     * @param requested besides
     */
    public record Shortage(String whose, long limit, long used, long requested) {
        private String numbers() {
            return "Limit " + limit + ", Used " + used + ", Requested " + requested + ".";
        }
    }

    /** A provider's, or a rehearsal of it: of the limit itself nothing is known. */
    public static Fault requests(String model, Duration pause) {
        Retry.After retry = new Retry.After(pause);
        return limited(
                REQUESTS,
                "Rate limit reached for `" + model + "` on requests per min (RPM). Please try again in "
                        + retry.seconds() + "s.",
                retry);
    }

    public static Fault requests(String model, Shortage shortage, Duration pause) {
        return reached(REQUESTS, model, "requests per min (RPM)", shortage, pause);
    }

    public static Fault tokens(String model, Shortage shortage, Duration pause) {
        return reached(TOKENS, model, "tokens per min (TPM)", shortage, pause);
    }

    public static Fault concurrency(String model, Shortage shortage) {
        return reached(REQUESTS, model, "concurrent requests", shortage, Duration.ofSeconds(1));
    }

    /** One request of more tokens than a minute has: no wait makes it fit. */
    public static Fault requestTooLarge(String model, Shortage shortage) {
        return limited(
                TOKENS,
                "Request too large for `" + model + "` in " + shortage.whose() + " on tokens per min (TPM): Limit "
                        + shortage.limit() + ", Requested " + shortage.requested()
                        + ". The input or output tokens must be reduced in order to run successfully.",
                new Retry.Never());
    }

    /**
     * Not enough money left, until the period ends or somebody gives more; or until requests under way give back what they do
     * not need, which is worth waiting for.
     *
     * @param whose budget of which period, such as {@code tenant `acme` (2026-11)}
     * @param limit yuan, in digits, as the other amounts are
     */
    public static Fault budget(String whose, String limit, String used, String requested, Duration pause) {
        return new Fault(
                429,
                NO_QUOTA,
                NO_QUOTA,
                null,
                "You exceeded your current quota, please check your plan and billing details. Budget of " + whose
                        + " in CNY: Limit " + limit + ", Used " + used + ", Requested " + requested
                        + ".",
                Blame.CLIENT,
                after(pause),
                Map.of());
    }

    private static Fault reached(String type, String model, String what, Shortage shortage, Duration pause) {
        return limited(
                type,
                "Rate limit reached for `" + model + "` in " + shortage.whose() + " on " + what + ": "
                        + shortage.numbers() + " Please try again in " + GoDuration.of(pause) + ".",
                after(pause));
    }

    private static Retry after(Duration pause) {
        return pause.compareTo(LONGEST) > 0 ? new Retry.Never() : new Retry.After(pause);
    }

    private static Fault limited(String type, String message, Retry retry) {
        return new Fault(429, type, RATE, null, message, Blame.CLIENT, retry, Map.of());
    }
}
