package io.github.tallyport.quota;

import org.jspecify.annotations.Nullable;

/**
 * What a limit is on.
 *
 * @param id of the key or the tenant
 * @param model the id as the catalogue spells it; null for all models together
 */
public record Whose(Scope scope, String id, @Nullable String model) {}
