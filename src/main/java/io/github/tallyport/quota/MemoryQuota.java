package io.github.tallyport.quota;

import io.github.tallyport.fault.OperationFaults;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Counts in memory: exact for one replica, from nothing after a restart but for budgets, which the ledger knows. Decides at
 * once and on the caller's thread, unless the ledger has to be asked first.
 *
 * <p>A lease needs no renewal here: when the process ends, so do all of them. It ends with its reservation, that is when that
 * is settled, or swept because it is older than any request can be.
 */
final class MemoryQuota implements Quota, Holdings {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryQuota.class);
    /** Who waited for the ledger goes on elsewhere than on the threads that ask it. */
    private static final Executor ELSEWHERE = work -> Schedulers.parallel().schedule(work);

    /** As many as there are tenants; they stay. */
    private final ConcurrentMap<String, Counters> places = new ConcurrentHashMap<>();

    private final AtomicBoolean away = new AtomicBoolean();
    private final Inquiries ledger;
    private final Duration patience;
    private final Duration longest;
    private final InstantSource clock;

    /**
     * @param patience with the ledger
     * @param longest life of a request; what is older is swept
     */
    MemoryQuota(Inquiries ledger, Duration patience, Duration longest, InstantSource clock) {
        this.ledger = ledger;
        this.patience = patience;
        this.longest = longest;
        this.clock = clock;
    }

    @Override
    public Mono<Decision> reserve(Claim claim) {
        Counters place = place(claim.tenant());
        return answer(place, claim.limits(), () -> place.take(claim));
    }

    @Override
    public void settle(Reservation reservation, Used used) {
        Hold hold = reservation.hold();
        if (hold != null) {
            hold.place().settle(reservation, hold, new Used(Math.max(0, used.tokens()), Math.max(0, used.cost())));
        }
    }

    @Override
    public Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
        Counters place = place(tenant);
        return answer(place, limits, () -> place.balances(limits));
    }

    private Counters place(String tenant) {
        return places.computeIfAbsent(tenant, name -> new Counters(name, clock));
    }

    private <T> Mono<T> answer(Counters place, List<Limit> limits, Supplier<@Nullable T> attempt) {
        return Mono.<T>fromSupplier(attempt)
                .switchIfEmpty(Mono.<T>create(sink -> {
                            AtomicBoolean left = new AtomicBoolean();
                            sink.onCancel(() -> left.set(true));
                            ask(place, limits, attempt, sink, left);
                        })
                        .doOnDiscard(Decision.Granted.class, unread -> settle(unread.reservation(), Used.NOTHING)));
    }

    /** Another attempt when the ledger has answered, unless nobody waits for it any more. */
    private <T> void ask(
            Counters place, List<Limit> limits, Supplier<@Nullable T> attempt, MonoSink<T> sink, AtomicBoolean left) {
        var _ = CompletableFuture.allOf(place.ask(limits, ledger).toArray(CompletableFuture[]::new))
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (_, failure) -> {
                            try {
                                if (failure != null) {
                                    noticed(failure);
                                    sink.error(
                                            OperationFaults.storageUnavailable().refusal());
                                } else if (!left.get()) {
                                    answers();
                                    again(place, limits, attempt, sink, left);
                                }
                            } catch (RuntimeException bug) {
                                sink.error(bug);
                            }
                        },
                        ELSEWHERE);
    }

    private <T> void again(
            Counters place, List<Limit> limits, Supplier<@Nullable T> attempt, MonoSink<T> sink, AtomicBoolean left) {
        T result = attempt.get();
        if (result == null) {
            ask(place, limits, attempt, sink, left);
        } else {
            sink.success(result);
        }
    }

    private void noticed(Throwable failure) {
        if (away.compareAndSet(false, true)) {
            Throwable reason =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            LOG.warn(
                    "The ledger cannot tell what was spent; budgets nobody has counted yet get 503: {}",
                    reason.toString());
        }
    }

    private void answers() {
        if (away.compareAndSet(true, false)) {
            LOG.info("The ledger tells again what was spent");
        }
    }

    /** Ends what was abandoned and forgets what nobody needs; to be called every few seconds. */
    void sweep() {
        places.values().forEach(place -> place.sweep(longest.toMillis()));
    }

    @Override
    public long live() {
        return places.values().stream().mapToLong(Counters::live).sum();
    }

    /** Counters in memory. */
    long counted() {
        return places.values().stream().mapToLong(Counters::counted).sum();
    }

    @Override
    public OptionalLong unaccounted() {
        return OptionalLong.of(
                places.values().stream().mapToLong(Counters::unaccounted).sum());
    }

    @Override
    public Map<String, List<Balance>> budgets() {
        return places.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, place -> place.getValue().budgets()));
    }
}
