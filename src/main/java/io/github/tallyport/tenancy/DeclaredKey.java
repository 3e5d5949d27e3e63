package io.github.tallyport.tenancy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A key as it is written in {@code application.yaml}.
 *
 * @param name the id, when it is not given
 * @param hash of the secret, never the secret
 * @param models narrow the tenant's
 */
record DeclaredKey(
        @DefaultValue("") String id,
        @Nullable String name,
        @DefaultValue("") String hash,
        @Nullable OffsetDateTime expiresAt,
        boolean disabled,
        @Nullable List<String> models,
        @DefaultValue DeclaredLimits limits,
        @DefaultValue List<DeclaredBudget> budgets) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    Key key(Property at, String tenant, Predicate<String> isModel) {
        if (!ID.matcher(id).matches() || id.startsWith("sk-")) {
            throw at.child("id").wrong("a key's id is 1 to 64 letters, digits, - and _, and begins with none of sk-");
        }
        String called = name == null ? id : name;
        at.child("name").read(() -> NewKey.named(called));
        Terms terms = new DeclaredTerms(models, limits, budgets).terms(at, isModel);
        @Nullable Instant end = expiresAt == null ? null : expiresAt.toInstant();
        return new Key(
                id,
                tenant,
                called,
                KeyText.redacted(""),
                terms,
                end,
                disabled ? Instant.EPOCH : null,
                Instant.EPOCH,
                null,
                Edition.of(called, hash, TermsText.of(terms), String.valueOf(end), disabled),
                true);
    }

    Fingerprint fingerprint(Property at) {
        if (hash.startsWith("sk-")) {
            throw at.child("hash")
                    .wrong("this is the hash of a secret, never the secret itself, which has now been written down:"
                            + " draw another");
        }
        if (!HASH.matcher(hash).matches()) {
            throw at.child("hash").wrong("this is the hash of a secret: 64 hexadecimal digits");
        }
        return Fingerprint.ofHex(hash);
    }

    /** Without the hash: where somebody mistook it, it is a secret. */
    @Override
    public String toString() {
        return id;
    }
}
