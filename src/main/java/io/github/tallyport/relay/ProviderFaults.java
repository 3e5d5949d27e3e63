package io.github.tallyport.relay;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.UpstreamFaults;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told when a provider fails, decided by the status it answered with or meant. The provider's words pass
 * only when they are about the client's own request; nothing of the gateway's credentials or balance shows.
 */
public final class ProviderFaults {
    private static final int MAX_MESSAGE = 1000;
    private static final Pattern SECRET = Pattern.compile("(?i)(sk|key|bearer)[-_ ][A-Za-z0-9_.*-]{6,}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern CONTEXT = Pattern.compile("maximum context length|context_length_exceeded");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private ProviderFaults() {}

    /**
     * From a response that is not a success.
     *
     * @param pause what the provider asked to wait, or null
     */
    public static Fault ofStatus(int status, byte[] body, @Nullable Duration pause) {
        ProviderError error = ErrorReader.find(body);
        return of(status, error == null ? new ProviderError(0, null, "") : error, pause);
    }

    /** From an error inside a successful response, or inside a stream. */
    static Fault ofError(ProviderError error) {
        return of(error.status(), error, null);
    }

    private static Fault of(int status, ProviderError error, @Nullable Duration pause) {
        return switch (status) {
            case 400, 413, 422 -> rejected(error);
            case 401, 403 -> UpstreamFaults.credentials();
            case 402 -> UpstreamFaults.balance();
            case 404 -> UpstreamFaults.modelUnavailable();
            case 429 -> UpstreamFaults.overloaded(pause == null ? PAUSE : pause);
            case 0 -> isContext(error) ? rejected(error) : UpstreamFaults.broken("it reported an error");
            default -> UpstreamFaults.broken("it answered with status " + status);
        };
    }

    private static Fault rejected(ProviderError error) {
        String message = cleaned(error.message());
        if (isContext(error)) {
            return UpstreamFaults.contextTooLong(message);
        }
        String code = error.code();
        return UpstreamFaults.rejected(
                code != null && CODE.matcher(code).matches() ? code : null,
                message.isEmpty() ? "The upstream provider rejected the request." : message);
    }

    private static boolean isContext(ProviderError error) {
        String text = error.message() + " " + error.code();
        return CONTEXT.matcher(text.toLowerCase(Locale.ROOT)).find();
    }

    private static String cleaned(String message) {
        String line = CONTROL.matcher(message).replaceAll(" ").strip();
        String short_ = line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "…" : line;
        return SECRET.matcher(short_).replaceAll("$1-***");
    }
}
