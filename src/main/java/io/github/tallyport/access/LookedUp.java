package io.github.tallyport.access;

import io.github.tallyport.tenancy.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What the database says of a fingerprint.
 *
 * @param asOf the newest change this takes account of
 * @param key null when no key has such a secret
 */
record LookedUp(long asOf, @Nullable KnownKey key) {
    static LookedUp of(Finding finding) {
        return new LookedUp(finding.asOf(), finding.holder() == null ? null : KnownKey.of(finding.holder()));
    }
}
