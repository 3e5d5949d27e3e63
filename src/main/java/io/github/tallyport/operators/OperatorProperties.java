package io.github.tallyport.operators;

import io.github.tallyport.fault.MissingSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operators' keys.
 *
 * @param key of the operator called {@code admin}; empty for none
 * @param moreKeys further ones by the operator's name; an empty one counts as none
 */
@ConfigurationProperties("tallyport.admin")
record OperatorProperties(
        @DefaultValue("") String key, @DefaultValue Map<String, String> moreKeys) {
    private static final String FIRST = "admin";
    private static final String VARIABLE = "TALLYPORT_ADMIN_KEY";
    private static final String MORE = "tallyport.admin.more-keys.";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final String WANTED = "an operator's bearer key of at least " + OperatorKey.SHORTEST
            + " characters without blanks in between; the one that is set is not";

    /** Only for properties of which nothing is {@link #missing}. */
    List<OperatorKey> keys() {
        return given().map(one -> new OperatorKey(one.getKey(), one.getValue())).toList();
    }

    /** The first key that cannot be used, if any. */
    Optional<MissingSetting> missing() {
        for (String name : moreKeys.keySet()) {
            if (name.equals(FIRST) || !NAME.matcher(name).matches()) {
                return Optional.of(new MissingSetting(
                        MORE + name,
                        "another name for this operator: 1 to 64 lower-case letters, digits, - and _; not " + FIRST));
            }
        }
        return given().filter(one -> !OperatorKey.isUsable(one.getValue()))
                .map(one -> new MissingSetting(one.getKey().equals(FIRST) ? VARIABLE : MORE + one.getKey(), WANTED))
                .findFirst();
    }

    private Stream<Map.Entry<String, String>> given() {
        return Stream.concat(Stream.of(Map.entry(FIRST, key)), moreKeys.entrySet().stream())
                .map(one -> Map.entry(one.getKey(), one.getValue().strip()))
                .filter(one -> !one.getValue().isEmpty());
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return given().map(Map.Entry::getKey).toList().toString();
    }
}
