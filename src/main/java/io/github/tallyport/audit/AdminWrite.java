package io.github.tallyport.audit;

import org.jspecify.annotations.Nullable;

/**
 * What an operator did. Nothing in it is secret.
 *
 * @param operator whose admin key it was: its name, never the key
 * @param action such as {@code tenant.create}
 * @param subject such as {@code tenant/acme}
 * @param before the subject as JSON; null when it was not there
 * @param after the same afterwards
 * @param requestId of the answer the operator got
 */
public record AdminWrite(
        String operator,
        String action,
        String subject,
        @Nullable String before,
        @Nullable String after,
        String requestId) {}
