package io.github.tallyport.access;

import org.jspecify.annotations.Nullable;

/**
 * What the database says of a fingerprint.
 *
 * @param asOf the newest change this takes account of
 * @param key null when no key has such a secret
 */
record Finding(long asOf, @Nullable KnownKey key) {}
