package io.github.tallyport.tenancy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one write was about: a tenant with all its keys, or one key.
 *
 * @param tenant its id, or null
 * @param key its id, or null
 * @param at when, by the clock of the replica that wrote
 */
public record Change(@Nullable String tenant, @Nullable String key, Instant at) {}
