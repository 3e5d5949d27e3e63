package io.github.tallyport.relay;

import org.jspecify.annotations.Nullable;

/**
 * An error as a provider wrote it, in any of the shapes they use: {@code {"error":{…}}}, {@code {"error":"text"}}, with a
 * numeric or a textual code.
 *
 * @param status the HTTP status the provider meant, when its code is one; 0 otherwise
 * @param code a textual code, or null
 */
public record ProviderError(int status, @Nullable String code, String message) {}
