package io.github.tallyport.access;

import io.github.tallyport.signals.Signals;
import io.github.tallyport.tenancy.Change;
import io.github.tallyport.tenancy.Secrets;
import io.github.tallyport.tenancy.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Reads what any replica changed, from time to time and at once when it is told to, and makes the memory forget it. While the
 * database is away, nothing is forgotten.
 */
final class ChangeFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("key-changes").factory());
    private final AtomicBoolean told = new AtomicBoolean();
    private final Secrets secrets;
    private final KeyMemory memory;
    private final Outage outage;
    private final PropagationListener listener;
    private final InstantSource clock;
    private final Duration pause;
    private Signals.@Nullable Subscription subscription;
    private long last = -1;

    ChangeFeed(
            Secrets secrets,
            KeyMemory memory,
            Outage outage,
            PropagationListener listener,
            InstantSource clock,
            Duration pause) {
        this.secrets = secrets;
        this.memory = memory;
        this.outage = outage;
        this.listener = listener;
        this.clock = clock;
        this.pause = pause;
    }

    void start(Signals signals) {
        subscription = signals.on(Tenancy.CHANGED, this::soon);
        var _ = thread.scheduleWithFixedDelay(this::poll, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** However often it is called, one look is waiting at most; it begins after the last call. */
    private void soon() {
        if (told.compareAndSet(false, true)) {
            thread.execute(this::poll);
        }
    }

    void poll() {
        told.set(false);
        try {
            read();
            outage.over();
        } catch (DataAccessException e) {
            outage.noticed(e);
        } catch (RuntimeException e) {
            LOG.error("Changes of keys could not be read; trying again", e);
        }
    }

    /** A number that went backwards (a restored backup), or changes no longer kept, cost everything that is remembered. */
    private void read() {
        long newest = secrets.newest();
        if (newest == last) {
            return;
        }
        List<Change> changes = last < 0 || newest < last ? List.of() : secrets.since(last, newest);
        if (changes.size() == newest - last) {
            forget(newest, changes);
        } else {
            memory.forgetAll(newest);
        }
        last = newest;
        tell(changes);
    }

    private void forget(long newest, List<Change> changes) {
        Set<String> tenants = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (Change change : changes) {
            if (change.key() != null) {
                keys.add(change.key());
            } else if (change.tenant() != null) {
                tenants.add(change.tenant());
            }
        }
        memory.forget(newest, tenants, keys);
    }

    private void tell(List<Change> changes) {
        Instant now = clock.instant();
        for (Change change : changes) {
            Duration age = Duration.between(change.at(), now);
            listener.forgotten(age.isNegative() ? Duration.ZERO : age);
        }
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.close();
        }
        thread.shutdownNow();
    }
}
