package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Target;
import io.github.tallyport.ledger.Settlements;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.Policies;
import io.github.tallyport.tenancy.Tenant;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.Upstream;
import io.github.tallyport.upstream.WarmUpProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.resources.LoopResources;

/**
 * Lets requests that nobody sent go the whole way of a request, once the server is up: over real sockets of this machine,
 * through a handler like the real one, to a provider of its own. The JVM compiles what it has run often, and clients of a fresh
 * replica should not be the ones to wait for that. Nothing leaves the machine, nothing is counted. It starts after everything
 * else and stops before it, because what is on its way would be lost with the event loops.
 */
final class WarmUp implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String NOBODY = "warm-up";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ChatHandlers handlers;
    private final Upstream upstream;
    private final NettyServerCustomizer strictHttp;
    private final LoopResources loops;
    private final Model model;
    private final int rounds;
    private final Duration most;
    private final Sinks.Empty<Void> stopped = Sinks.empty();
    private final Thread thread = Thread.ofPlatform().name("warm-up").daemon().unstarted(this::run);

    WarmUp(
            ChatHandlers handlers,
            Upstream upstream,
            NettyServerCustomizer strictHttp,
            LoopResources loops,
            Catalogue catalogue,
            GatewayProperties properties) {
        this.handlers = handlers;
        this.upstream = upstream;
        this.strictHttp = strictHttp;
        this.loops = loops;
        this.model = catalogue.models().getFirst();
        this.rounds = properties.warmUp();
        this.most = properties.warmUpTime();
    }

    @Override
    public void start() {
        if (rounds > 0) {
            thread.start();
        }
    }

    /** What is on its way arrives. */
    @Override
    public void stop() {
        stopped.tryEmitEmpty();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    private void run() {
        long begun = System.nanoTime();
        try {
            long answered = play(rounds);
            LOG.info("warmed up with {} requests in {} ms", answered, (System.nanoTime() - begun) / 1_000_000);
        } catch (RuntimeException e) {
            LOG.warn("not warmed up: the first requests will be slower: {}", e.toString());
        }
    }

    /** How many requests were answered. */
    long play(int requests) {
        Caller nobody = nobody();
        Settlements uncounted = Settlements.unheard();
        try (WarmUpProvider provider = WarmUpProvider.start(loops)) {
            Target target = new Target(NOBODY, provider.baseUrl(), List.of(), model.id(), 0, false);
            Catalogue catalogue = new Catalogue(List.of(model.at(target)));
            try (Upstream rehearsed = upstream.over(catalogue)) {
                ChatHandler handler = handlers.of((_, _) -> Mono.just(nobody), catalogue, rehearsed, uncounted);
                return new WarmUpClients(handler, strictHttp, loops, model.id()).play(requests, most, stopped.asMono());
            }
        } finally {
            uncounted.close();
        }
    }

    private static Caller nobody() {
        Tenant tenant =
                new Tenant(NOBODY, NOBODY, ZoneOffset.UTC, Policies.USUAL, Terms.OPEN, null, Instant.EPOCH, 1, false);
        return Caller.of(
                tenant, new Key(NOBODY, NOBODY, NOBODY, NOBODY, Terms.OPEN, null, null, Instant.EPOCH, null, 1, false));
    }
}
