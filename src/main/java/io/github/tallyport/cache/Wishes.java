package io.github.tallyport.cache;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client's {@code Cache-Control} says (RFC 9111, section 5.2.1). What is not understood is passed over, as the RFC wants.
 *
 * @param mayRead whether an answer given before will do
 * @param mayKeep whether the answer may be kept, or shared with others who wait for the same
 * @param maxAge seconds an answer given before may be old
 * @param onlyKept whether nobody is to be asked
 */
public record Wishes(boolean mayRead, boolean mayKeep, long maxAge, boolean onlyKept) {
    /** Of a client that says nothing. */
    public static final Wishes NONE = new Wishes(true, true, Long.MAX_VALUE, false);

    public static Wishes of(@Nullable String cacheControl) {
        if (cacheControl == null) {
            return NONE;
        }
        Wishes wishes = NONE;
        for (String directive : cacheControl.toLowerCase(Locale.ROOT).split(",", -1)) {
            wishes = wishes.with(directive.strip());
        }
        return wishes;
    }

    private Wishes with(String directive) {
        return switch (directive) {
            case "no-cache" -> new Wishes(false, mayKeep, maxAge, onlyKept);
            case "no-store" -> new Wishes(mayRead, false, maxAge, onlyKept);
            case "only-if-cached" -> new Wishes(mayRead, mayKeep, maxAge, true);
            default -> directive.startsWith("max-age=") ? aged(directive.substring("max-age=".length())) : this;
        };
    }

    /** An age that is no number is taken for the least, as nothing younger than that can be wrong. */
    private Wishes aged(String seconds) {
        String digits = seconds.length() > 1 && seconds.startsWith("\"") && seconds.endsWith("\"")
                ? seconds.substring(1, seconds.length() - 1)
                : seconds;
        boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        long most = !number ? 0 : digits.length() > 15 ? Long.MAX_VALUE : Long.parseLong(digits);
        return new Wishes(mayRead && most > 0, mayKeep, most, onlyKept);
    }

    boolean accepts(KeptAnswer answer, long now) {
        return mayRead && answer.age(now) <= maxAge;
    }
}
