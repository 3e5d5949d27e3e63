package io.github.tallyport.operators;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.fault.OperatorFaults;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Says which operator is calling. Thread-safe; never blocks. */
public final class Operators {
    private static final String SCHEME = "Bearer ";

    private record Known(String operator, byte[] digest) {}

    private final List<Known> known;
    private final WrongKeys wrongKeys;

    Operators(Collection<OperatorKey> keys, LongSupplier nanoTime) {
        known = keys.stream()
                .map(key -> new Known(key.operator(), digest(key.secret())))
                .toList();
        wrongKeys = new WrongKeys(nanoTime);
    }

    /**
     * The operator's name.
     *
     * @param authorization the header's value; only the scheme {@code Bearer} counts
     * @param from who sent it: wrong keys are counted by address
     * @throws io.github.tallyport.fault.Refusal 401 for no key or a wrong one; 429, without a look at the key, after too many
     *     wrong ones; 503 when no operator has a key
     */
    public String identify(@Nullable String authorization, InetAddress from) {
        if (known.isEmpty()) {
            throw OperatorFaults.noKeyConfigured().refusal();
        }
        String secret = authorization == null ? "" : bearer(authorization.strip());
        if (secret.isEmpty()) {
            throw OperatorFaults.missing().refusal();
        }
        Duration pause = wrongKeys.pause(from);
        if (pause.isPositive()) {
            throw OperatorFaults.tooManyWrongKeys(pause).refusal();
        }
        String operator = find(secret);
        if (operator == null) {
            wrongKeys.another(from);
            throw OperatorFaults.wrong().refusal();
        }
        return operator;
    }

    /** Looks at every key whichever fits: the time it takes tells nothing. */
    private @Nullable String find(String secret) {
        byte[] digest = digest(secret);
        String operator = null;
        for (Known one : known) {
            boolean same = MessageDigest.isEqual(one.digest(), digest);
            operator = same ? one.operator() : operator;
        }
        return operator;
    }

    private static String bearer(String value) {
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? value.substring(SCHEME.length()).strip()
                : "";
    }

    /** Equally long for all keys, so that not even a key's length shows. */
    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
