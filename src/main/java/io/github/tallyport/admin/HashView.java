package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;
import io.github.tallyport.tenancy.HashedKey;
import org.jspecify.annotations.Nullable;

/** What a key is declared with in the configuration. */
record HashView(
        @Member("For tallyport.tenants[].keys[].id") String id,

        @Member("For tallyport.tenants[].keys[].hash") String hash,

        @Member("What may be shown of the secret") String redacted,

        @Member(value = "What a client sends, where it was drawn; shown this once", omitted = true) @Nullable
        String secret) {
    static HashView of(HashedKey key, @Nullable String secret) {
        return new HashView(key.id(), key.hash(), key.redacted(), secret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return redacted;
    }
}
