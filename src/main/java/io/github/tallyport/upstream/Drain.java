package io.github.tallyport.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer to its end although its client has left, so that the provider says what was used. Begins at most once and
 * ends for certain: with the answer, or when its time is over. May be used by any thread.
 */
final class Drain {
    /** For clients whose leaving ends the answer. */
    static final Drain NEVER = new Drain(new Drains(0, Duration.ZERO), null, Duration.ZERO);

    private final Drains all;
    private final @Nullable ScheduledExecutorService timer;
    private final Duration time;
    private final List<Runnable> stops = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();

    private boolean begun;
    private boolean ended;
    private @Nullable Future<?> alarm;

    Drain(Drains all, @Nullable ScheduledExecutorService timer, Duration time) {
        this.all = all;
        this.timer = timer;
        this.time = time;
    }

    /**
     * The client has left.
     *
     * @param stopping stops the provider; who has the answer next says so again, in any order, and all of them are told
     * @return false when the answer is not to be read on
     */
    synchronized boolean begin(Runnable stopping) {
        if (ended || timer == null || !(begun || all.enter())) {
            return false;
        }
        if (!begun) {
            begun = true;
            alarm = timer.schedule(this::tooLong, time.toNanos(), TimeUnit.NANOSECONDS);
        }
        stops.add(stopping);
        return true;
    }

    synchronized boolean isBegun() {
        return begun;
    }

    /** There is nothing more to read: whoever leaves from now on leaves nothing to drain. */
    void end() {
        List<Runnable> tasks;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (!begun) {
                return;
            }
            all.leave();
            Future<?> set = alarm;
            if (set != null) {
                set.cancel(false);
            }
            tasks = List.copyOf(waiting);
        }
        tasks.forEach(Runnable::run);
    }

    /** Runs the task now, or as soon as there is nothing more to read. */
    void whenOver(Runnable task) {
        synchronized (this) {
            if (begun && !ended) {
                waiting.add(task);
                return;
            }
        }
        task.run();
    }

    private void tooLong() {
        List<Runnable> stopping;
        synchronized (this) {
            stopping = List.copyOf(stops);
        }
        stopping.forEach(Runnable::run);
        end();
    }
}
