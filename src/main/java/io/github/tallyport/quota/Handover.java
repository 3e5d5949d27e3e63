package io.github.tallyport.quota;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Gets a result to somebody who may leave before it is there; then it is taken back. */
final class Handover {
    private Handover() {}

    static <T> Mono<T> of(Supplier<CompletableFuture<T>> work, Consumer<T> back) {
        return Mono.create(sink -> {
            AtomicBoolean over = new AtomicBoolean();
            sink.onCancel(() -> over.set(true));
            var _ = work.get().whenComplete((result, failure) -> {
                if (failure != null) {
                    sink.error(Line.unwrapped(failure));
                } else if (over.compareAndSet(false, true)) {
                    sink.success(result);
                } else {
                    back.accept(result);
                }
            });
        });
    }
}
