package io.github.tallyport.cache;

import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.catalogue.Model;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be answered from what was answered before.
 *
 * @param caching the tenant's choice
 * @param deterministic whether its client does not expect the answer to differ
 * @param idempotencyKey as the client sent it, or null
 * @param wishes of the client
 */
public record Subject(
        String tenant,
        String key,
        Caching caching,
        Model model,
        boolean deterministic,
        @Nullable String idempotencyKey,
        Wishes wishes) {}
