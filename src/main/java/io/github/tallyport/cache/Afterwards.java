package io.github.tallyport.cache;

import java.util.ArrayList;
import java.util.List;

/** What is to be done when something is over, each once. Thread-safe. */
final class Afterwards {
    private final List<Runnable> tasks = new ArrayList<>(1);
    private boolean over;

    /** Now, if it is over. */
    void add(Runnable task) {
        synchronized (this) {
            if (!over) {
                tasks.add(task);
                return;
            }
        }
        task.run();
    }

    void over() {
        List<Runnable> due;
        synchronized (this) {
            over = true;
            due = List.copyOf(tasks);
            tasks.clear();
        }
        due.forEach(Runnable::run);
    }
}
