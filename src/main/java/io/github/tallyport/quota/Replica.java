package io.github.tallyport.quota;

import io.github.tallyport.redis.Link;
import io.github.tallyport.redis.Redis;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the replicas that count together: its connection, its quota, and what it does by the clock. */
final class Replica implements QuotaMode, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int RENEWALS_IN_A_LEASE = 3;
    private static final Duration SWEEP = Duration.ofSeconds(5);

    /** @param threads that may block */
    record Ledger(Spent spent, Executor threads, Duration patience) {}

    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("quota-replica").daemon().factory());
    private final Contact contact = new Contact();
    private final Link<StatefulRedisConnection<String, String>> link;
    private final Terms terms;
    private final WithoutRedis without;
    private final Leases leases;
    private final Unsettled unsettled;
    private final Owed owed;
    private final Pulse pulse;
    private final Sightings sightings;
    private final RedisQuota counted;
    private final LocalQuota local;
    private final SharedQuota quota;

    /**
     * @param name unlike that of any other replica, ever
     * @param ledger where it is asked what was spent, and for how long
     */
    Replica(String name, Redis redis, Terms terms, WithoutRedis without, Ledger ledger, InstantSource clock) {
        this.terms = terms;
        this.without = without;
        link = redis.link(
                "for limits",
                (client, address) -> client.connectAsync(StringCodec.UTF8, address),
                _ -> CompletableFuture.completedStage(null),
                this::connected);
        Line line = new Line(link::now, terms.patience(), contact, this::lost);
        leases = new Leases(line, terms);
        unsettled = new Unsettled(line, terms);
        owed = new Owed(name, unsettled);
        Abroad abroad = new Abroad(name, line, terms, owed, unsettled);
        pulse = new Pulse(name, line, terms, new Pulse.Arrears(unsettled, owed, abroad), contact, this::found);
        sightings = new Sightings(terms);
        local = new LocalQuota(
                spent -> new MemoryQuota(
                        new Inquiries(spent, ledger.threads()), ledger.patience(), terms.longest(), clock),
                new LocalQuota.Away(contact, pulse::replicas, sightings, ledger.spent()),
                abroad,
                terms);
        Seeds seeds = new Seeds(new Inquiries(ledger.spent(), ledger.threads()), ledger.patience());
        counted = new RedisQuota(name, line, terms, seeds, leases, unsettled);
        quota = new SharedQuota(
                contact,
                counted,
                switch (without) {
                    case LOCAL -> local;
                    case CLOSED -> new ClosedQuota();
                    case OPEN -> new OpenQuota(owed);
                },
                sightings,
                without == WithoutRedis.LOCAL);
    }

    void start() {
        link.open();
        every(BEAT, pulse::beat);
        every(BEAT, this::look);
        every(SWEEP, local::sweep);
        every(terms.lease().dividedBy(RENEWALS_IN_A_LEASE), this::renew);
    }

    Quota quota() {
        return quota;
    }

    private void renew() {
        if (contact.made()) {
            leases.renew();
        }
    }

    /** What is taken of budgets, for when Redis goes. */
    private void look() {
        if (without == WithoutRedis.LOCAL && (contact.made() || contact.doubted())) {
            for (Sightings.Budget one : sightings.old()) {
                var _ = counted.balances(one.tenant(), List.of(one.limit()))
                        .subscribe(balances -> sightings.seen(one.tenant(), balances), _ -> {});
            }
        }
    }

    private void connected() {
        ticks.execute(pulse::beat);
    }

    private void lost(Throwable why) {
        local.begin();
        LOG.warn(
                "Limits are counted without Redis from now on, mode {}, {} replicas known: {}",
                without.state(),
                pulse.replicas(),
                Line.unwrapped(why).getMessage());
    }

    private void found(int replicas) {
        boolean strayed = contact.strayed();
        if (contact.make()) {
            leases.renew();
            if (strayed) {
                sightings.doubt();
                look();
            }
            LOG.info("Limits are counted in Redis from now on, {} replicas live", replicas);
        }
    }

    /** A tick that fails is a bug, and must not be the last one. */
    private void every(Duration period, Runnable work) {
        var _ = ticks.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.error("What is done by the clock for limits failed", e);
                    }
                },
                period.toNanos(),
                period.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    @Override
    public State state() {
        return contact.made() ? State.SHARED : without.state();
    }

    @Override
    public int replicas() {
        return pulse.replicas();
    }

    @Override
    public long dropped() {
        return unsettled.dropped() + owed.dropped();
    }

    /** What is held goes when its leases do. */
    @Override
    public void close() {
        link.close();
        ticks.shutdownNow();
    }
}
