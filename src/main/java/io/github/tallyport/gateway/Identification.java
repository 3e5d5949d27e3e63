package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Says who is calling, from the two headers a key may be in. */
@FunctionalInterface
interface Identification {
    Mono<Caller> identify(@Nullable String authorization, @Nullable String apiKey);
}
