package io.github.tallyport.journal;

import java.util.concurrent.locks.LockSupport;

/** How the journal's threads end: they look for it whenever they are woken. */
final class Threads {
    private Threads() {}

    static void end(Thread thread) {
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
