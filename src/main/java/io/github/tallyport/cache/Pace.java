package io.github.tallyport.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Asks for more whenever there is room for it; where there is none, looks again when whoever is too slow is known to be. */
final class Pace {
    private static final Executor LATER = CompletableFuture.delayedExecutor(Log.Cursor.PATIENCE, TimeUnit.NANOSECONDS);

    private final BooleanSupplier room;
    private final Runnable more;
    private final AtomicBoolean waiting = new AtomicBoolean();

    Pace(BooleanSupplier room, Runnable more) {
        this.room = room;
        this.more = more;
    }

    void goOn() {
        if (room.getAsBoolean()) {
            more.run();
        } else if (waiting.compareAndSet(false, true)) {
            LATER.execute(() -> {
                waiting.set(false);
                goOn();
            });
        }
    }
}
