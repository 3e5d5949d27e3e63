package io.github.tallyport.tenancy;

import org.jspecify.annotations.Nullable;

/**
 * What the database says of a secret.
 *
 * @param asOf the number of the newest change this takes account of
 * @param holder null when no key has such a secret
 */
public record Finding(long asOf, @Nullable Holder holder) {}
