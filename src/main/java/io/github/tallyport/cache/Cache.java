package io.github.tallyport.cache;

import io.github.tallyport.fault.CacheFaults;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;

/** The door: answers given before, and answers on their way. Thread-safe; nothing here blocks. */
public final class Cache {
    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);

    private final Keys keys;
    private final CacheProperties properties;
    private final Shelf answers;
    private final Shelf once;
    private final Flights flights = new Flights();
    private final Executor filer;
    private final InstantSource clock;
    private final Further further;
    private final Elsewhere elsewhere;
    private final Generations generations = new Generations();
    private volatile boolean knowsPurges;

    Cache(
            CacheProperties properties,
            Shelf answers,
            Shelf once,
            Further further,
            Turns turns,
            Executor filer,
            InstantSource clock) {
        this.properties = properties;
        this.keys = new Keys(properties);
        this.answers = answers;
        this.once = once;
        this.further = further;
        this.elsewhere = new Elsewhere(further, turns, generations::of);
        this.filer = filer;
        this.clock = clock;
    }

    /**
     * What a request's answer would be remembered under.
     *
     * @param body as a provider would get it, under the catalogue's id of the model; not asked for where nothing is remembered
     * @return null when nothing of it is remembered
     */
    public @Nullable Quest quest(Subject subject, Supplier<byte[]> body) {
        if (!keys.concern(subject)) {
            return null;
        }
        try {
            return keys.quest(subject, body.get());
        } catch (JacksonException e) {
            LOG.debug("a request that has no canonical form is not remembered", e);
            return null;
        }
    }

    /**
     * What is remembered of a request; when that is nothing, a flight begins that others may join.
     *
     * @throws io.github.tallyport.fault.Refusal 409 when another request has the same Idempotency-Key
     */
    public Recalled recall(Quest quest, Wants wants) {
        Recalled.Hit hit = found(quest);
        if (hit != null) {
            return hit;
        }
        if (!quest.isShared()) {
            return Recalled.Led.of(flight(quest, wants), wants);
        }
        Recalled recalled = flights.join(quest.key(), wants, _ -> found(quest), _ -> flight(quest, wants));
        if (recalled instanceof Recalled.Joined(Passenger passenger)
                && !passenger.flight().plan().quest().fingerprint().equals(quest.fingerprint())) {
            passenger.leave();
            throw CacheFaults.otherRequest().refusal();
        }
        return recalled;
    }

    private Recalled.@Nullable Hit found(Quest quest) {
        KeptAnswer answer = shelf(quest).find(quest.key());
        if (answer == null) {
            return null;
        }
        if (!answer.fingerprint().equals(quest.fingerprint())) {
            throw CacheFaults.otherRequest().refusal();
        }
        return quest.once() || quest.wishes().accepts(answer, clock.millis()) ? new Recalled.Hit(answer) : null;
    }

    /** Looks without asking anybody to do anything: for those who want to know what would happen. */
    public @Nullable KeptAnswer peek(Quest quest) {
        return shelf(quest).find(quest.key());
    }

    private Shelf shelf(Quest quest) {
        return quest.once() ? once : answers;
    }

    private Flight flight(Quest quest, Wants wants) {
        int most = Math.toIntExact(properties.maxAnswer().toBytes());
        Filing filing = new Filer(quest, properties, shelf(quest), flights, filer, clock.millis(), keeping(quest));
        return new Flight(new Plan(quest, wants.model(), most, filing, flights.held()));
    }

    /** Of its price, what an answer costs whoever did not have it asked for: 0 to 100. */
    public int chargedPercent() {
        return properties.chargedPercent();
    }

    /** Whole seconds since an answer came from its provider. */
    public long age(KeptAnswer answer) {
        return answer.age(clock.millis());
    }

    /** What else becomes of an answer that is kept here: false when it must not be, as there was a purge since it was asked. */
    private Predicate<KeptAnswer> keeping(Quest quest) {
        Sharing sharing = quest.key().sharing();
        long before = generations.of(sharing);
        return answer -> {
            boolean still = generations.of(sharing) == before;
            if (still && knowsPurges) {
                further.put(answer, before);
            }
            return still;
        };
    }

    /**
     * The answer that another replica has got, or is about to get under the same Idempotency-Key, for whoever leads here.
     *
     * @param loop where to go on
     * @return fails with a refusal: 409 when another request has the same Idempotency-Key
     */
    public Mono<Optional<KeptAnswer>> elsewhere(Quest quest, Flight flight, Executor loop) {
        if (further.equals(Further.NONE) || !knowsPurges || !quest.isLookedFor()) {
            return Mono.just(Optional.empty());
        }
        return elsewhere
                .find(quest, flight)
                .publishOn(Schedulers.fromExecutor(loop))
                .map(found ->
                        found.filter(answer -> quest.once() || quest.wishes().accepts(answer, clock.millis())))
                .doOnNext(found -> found.ifPresent(shelf(quest)::put));
    }

    /** Forgets what was answered before a purge; null is all tenants. */
    void purge(@Nullable String tenant, long number) {
        generations.purged(tenant, number);
        answers.forget(tenant);
        once.forget(tenant);
    }

    /** The number of the last purge that it has heard of. */
    long purged() {
        return generations.newest();
    }

    /** From now on it knows of all purges, as far as anybody can. */
    void knowsPurges() {
        knowsPurges = true;
    }

    /** What is remembered in this process, by a name for meters. */
    public Map<String, com.github.benmanes.caffeine.cache.Cache<?, ?>> shelves() {
        return Map.of("answers", answers.cache(), "once", once.cache());
    }

    /** Bytes of events that are held for those who wait for them. */
    public long held() {
        return flights.held().sum();
    }

    /** Requests that lead, and that others may join. */
    public int flying() {
        return flights.count();
    }
}
