package io.github.tallyport.access;

import org.jspecify.annotations.Nullable;

/** Where in a request's headers the key is. */
final class BearerKey {
    private static final String SCHEME = "Bearer";

    private BearerKey() {}

    /** The key without blanks around it, or null when there is none. */
    static @Nullable String of(@Nullable String authorization, @Nullable String apiKey) {
        String bearer = authorization == null ? "" : bearer(authorization.strip());
        if (!bearer.isEmpty()) {
            return bearer;
        }
        return apiKey == null || apiKey.isBlank() ? null : apiKey.strip();
    }

    private static String bearer(String value) {
        int end = SCHEME.length();
        boolean named = value.regionMatches(true, 0, SCHEME, 0, end);
        return named && value.length() > end && Character.isWhitespace(value.charAt(end))
                ? value.substring(end).strip()
                : "";
    }
}
