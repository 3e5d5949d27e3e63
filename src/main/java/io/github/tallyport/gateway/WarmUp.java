package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Target;
import io.github.tallyport.ledger.Settlements;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.tenancy.Tenant;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.RehearsalProvider;
import io.github.tallyport.upstream.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.ApplicationListener;
import reactor.core.publisher.Mono;

/**
 * Lets requests that nobody sent go the whole way of a request, once the server is up: over real sockets of this machine,
 * through a handler like the real one, to a provider of its own. The JVM compiles what it has run often, and clients of a fresh
 * replica should not be the ones to wait for that. Nothing leaves the machine, nothing is counted.
 */
final class WarmUp implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String NOBODY = "warm-up";

    /** Makes a handler from what is not the real one's. */
    @FunctionalInterface
    interface Handlers {
        ChatHandler of(Identification callers, Catalogue catalogue, Upstream upstream, Settlements settlements);
    }

    private final Handlers handlers;
    private final Upstream upstream;
    private final NettyServerCustomizer strictHttp;
    private final Model model;
    private final int rounds;
    private final Duration most;

    WarmUp(
            Handlers handlers,
            Upstream upstream,
            NettyServerCustomizer strictHttp,
            Catalogue catalogue,
            GatewayProperties properties) {
        this.handlers = handlers;
        this.upstream = upstream;
        this.strictHttp = strictHttp;
        this.model = catalogue.models().getFirst();
        this.rounds = properties.warmUp();
        this.most = properties.warmUpTime();
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (rounds > 0) {
            Thread.ofPlatform().name("warm-up").daemon().start(this::run);
        }
    }

    private void run() {
        long begun = System.nanoTime();
        try {
            long answered = play(rounds);
            LOG.info("warmed up with {} requests in {} ms", answered, (System.nanoTime() - begun) / 1_000_000);
        } catch (RuntimeException e) {
            LOG.warn("not warmed up: the first requests will be slower", e);
        }
    }

    /** How many requests were answered. */
    long play(int requests) {
        Caller nobody = nobody();
        Settlements uncounted = Settlements.unheard();
        try (RehearsalProvider provider = RehearsalProvider.start()) {
            Target target = new Target(NOBODY, provider.baseUrl(), List.of(), model.id(), 0, false);
            Catalogue catalogue = new Catalogue(List.of(model.at(target)));
            try (Upstream rehearsed = upstream.over(catalogue)) {
                ChatHandler handler = handlers.of((_, _) -> Mono.just(nobody), catalogue, rehearsed, uncounted);
                return new Rehearsal(handler, strictHttp, model.id()).play(requests, most);
            }
        } finally {
            uncounted.close();
        }
    }

    private static Caller nobody() {
        Tenant tenant = new Tenant(
                NOBODY, NOBODY, ZoneOffset.UTC, OnDisconnect.CANCEL, Terms.OPEN, null, Instant.EPOCH, 1, false);
        return Caller.of(
                tenant, new Key(NOBODY, NOBODY, NOBODY, NOBODY, Terms.OPEN, null, null, Instant.EPOCH, null, 1, false));
    }
}
