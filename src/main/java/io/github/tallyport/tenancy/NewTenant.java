package io.github.tallyport.tenancy;

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
public record NewTenant(String id, String name, ZoneId zone, Policies policies, Terms terms) {
    public static final String ID_PATTERN = "[a-z0-9][a-z0-9_-]{0,63}";
    private static final Pattern ID = Pattern.compile(ID_PATTERN);

    public NewTenant {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a tenant's id is 1 to 64 lower-case letters, digits, - and _, and begins with a letter or digit");
        }
        Name.check("a tenant", name);
    }

    /** All models without limits, UTC, and the usual policies. */
    public static NewTenant of(String id, String name) {
        return new NewTenant(id, name, ZoneOffset.UTC, Policies.USUAL, Terms.OPEN);
    }
}
