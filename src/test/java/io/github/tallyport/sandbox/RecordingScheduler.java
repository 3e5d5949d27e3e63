package io.github.tallyport.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Waits are written down and not waited for; from ten minutes on they never end. */
final class RecordingScheduler implements Scheduler {
    private static final Duration FOREVER = Duration.ofMinutes(10);

    private final Scheduler real = Schedulers.parallel();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final CountDownLatch waitingForEver = new CountDownLatch(1);
    private final CountDownLatch givenUp = new CountDownLatch(1);

    List<Duration> waits() {
        return waits;
    }

    boolean waitsForEver() throws InterruptedException {
        return waitingForEver.await(10, TimeUnit.SECONDS);
    }

    boolean givesUp() throws InterruptedException {
        return givenUp.await(10, TimeUnit.SECONDS);
    }

    @Override
    public Disposable schedule(Runnable task) {
        return real.schedule(task);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        Duration wait = Duration.of(delay, unit.toChronoUnit());
        waits.add(wait);
        if (wait.compareTo(FOREVER) >= 0) {
            waitingForEver.countDown();
            return givenUp::countDown;
        }
        return real.schedule(task);
    }

    @Override
    public Worker createWorker() {
        return real.createWorker();
    }
}
