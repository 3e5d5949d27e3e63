package io.github.tallyport.access;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * A tenant to be made.
 *
 * @param id 1 to 64 of lower-case letters, digits, {@code -} and {@code _}, beginning with a letter or digit: it becomes a
 *     label of meters
 * @param name for people; 1 to 200 characters
 */
public record NewTenant(String id, String name, ZoneId zone, OnDisconnect onDisconnect, AllowList models) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final int LONGEST_NAME = 200;

    public NewTenant {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a tenant's id is 1 to 64 lower-case letters, digits, - and _, and begins with a letter or digit");
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a tenant's name has 1 to " + LONGEST_NAME + " characters");
        }
    }

    /** All models, UTC, and the provider is stopped when a client leaves. */
    public static NewTenant of(String id, String name) {
        return new NewTenant(id, name, ZoneOffset.UTC, OnDisconnect.CANCEL, AllowList.ALL);
    }
}
