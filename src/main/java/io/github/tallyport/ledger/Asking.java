package io.github.tallyport.ledger;

import io.github.tallyport.catalogue.Price;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Who asked what: what is known of a request before a provider is asked. Nothing of the prompt is in it. Facts that were not
 * reached are null.
 *
 * @param requestId as the client knows it; a client may use one twice
 * @param receivedAt epoch milliseconds
 * @param tenant whose request it was; null when nobody could be identified
 * @param key the key's public id
 * @param zone where the tenant's days begin
 * @param model the catalogue's id; null when the request named none of it
 * @param target which provider is asked
 * @param price the one valid when the request was received
 */
public record Asking(
        String requestId,
        long receivedAt,
        @Nullable String tenant,
        @Nullable String key,
        ZoneId zone,
        @Nullable String model,
        @Nullable String target,
        boolean stream,
        @Nullable Price price,
        Labels labels,
        Reserved reserved) {}
