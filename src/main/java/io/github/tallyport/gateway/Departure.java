package io.github.tallyport.gateway;

import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.ledger.Settlements;
import io.github.tallyport.upstream.Upstream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * How the gateway leaves. Readiness is off already when {@link #stop} is called. For the grace everything goes on while load
 * balancers notice; then new requests are refused; then those on their way finish, and what has not by the end of the time is
 * told why. Both ports stay open meanwhile, which is why it stops before the servers do, but after the warm-up. Whatever comes
 * later in the shutdown finds nothing to wait for but last bytes.
 */
final class Departure implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);
    private static final long LOOK_NANOS = 10_000_000;

    private final DrainProperties properties;
    private final Settlements settlements;
    private final Upstream upstream;
    private volatile boolean running;
    private volatile boolean announced;
    private volatile boolean closed;

    Departure(DrainProperties properties, Settlements settlements, Upstream upstream) {
        this.properties = properties;
        this.settlements = settlements;
        this.upstream = upstream;
    }

    /** Whether clients should open no further request on their connection. */
    boolean isAnnounced() {
        return announced;
    }

    /** Whether a request of that path comes too late; whoever asks for the health hears of it first. */
    boolean refuses(String path) {
        return closed || (announced && path.equals("/health"));
    }

    /** The same identification, for those who come in time. */
    Identification before(Identification callers) {
        return (authorization, apiKey) ->
                closed ? Mono.error(GatewayFaults.leaving().refusal()) : callers.identify(authorization, apiKey);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        announced = true;
        LOG.info(
                "stopping: new requests are taken for {} s more, those on their way may go on for {} s",
                properties.grace().toSeconds(),
                properties.timeout().toSeconds());
        await(properties.grace(), () -> false);
        closed = true;
        if (!await(properties.timeout(), this::isEmpty)) {
            LOG.warn("stopping: {} requests are broken off", settlements.inFlight());
            upstream.breakOff(GatewayFaults.leaving());
            if (!await(LAST_WORDS, this::isEmpty)) {
                LOG.warn("stopping: {} clients do not listen any more", settlements.inFlight());
            }
        }
        running = false;
    }

    private boolean isEmpty() {
        return settlements.inFlight() <= 0;
    }

    /** Whether it came about in that time. */
    private static boolean await(Duration most, BooleanSupplier done) {
        long end = System.nanoTime() + most.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
