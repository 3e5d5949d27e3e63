package io.github.tallyport.explain;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.quota.Balance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would happen to a request, as far as it would get.
 *
 * @param tenant null when nobody was identified
 * @param key public id, null likewise
 * @param model the catalogue's id, null when none was found
 * @param refusal why it would be refused before a provider is asked; null when it would be sent
 * @param balances of all limits that apply, as they stand; nothing of them is taken
 * @param reserved what would be reserved
 * @param maxTokens what the provider would be told an answer may have at most; null when it is told what the client said
 * @param cacheKey what its answer is remembered under; null when it is not
 * @param cache whether this replica remembers an answer
 * @param target which provider would be asked first
 */
public record Explanation(
        @Nullable String tenant,
        @Nullable String key,
        @Nullable String model,
        @Nullable Fault refusal,
        List<Balance> balances,
        Reserved reserved,
        @Nullable Long maxTokens,
        @Nullable String cacheKey,
        CacheState cache,
        @Nullable String target) {}
