package io.github.tallyport.observe;

import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.ReceiptListener;
import io.github.tallyport.ledger.Times;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long requests took, and how they ended. Called by one thread; what belongs to one kind of request is looked up once for
 * each of them.
 */
final class RequestMeters implements ReceiptListener {
    /** What tells requests apart for operators; each is bounded by the catalogue, the database, or the gateway itself. */
    private record Kind(String tenant, String model, String target, Ending ending, int status, boolean stream) {
        static Kind of(Receipt receipt) {
            Asking asking = receipt.asking();
            return new Kind(
                    Named.tenant(asking),
                    Named.model(asking),
                    Named.target(asking),
                    receipt.ending(),
                    receipt.status(),
                    asking.stream());
        }
    }

    private record Of(
            Timer request,
            Timer overhead,
            Timer firstToken,
            @Nullable Asked asked) {}

    /** Of requests for which a provider was asked. */
    private record Asked(Timer upstream, Counter attempts) {}

    private final Map<Kind, Of> known = new HashMap<>();
    private final MeterRegistry registry;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void settled(Receipt receipt) {
        Of meters = known.computeIfAbsent(Kind.of(receipt), this::registered);
        Times times = receipt.times();
        meters.request.record(times.total(), TimeUnit.NANOSECONDS);
        meters.overhead.record(times.own(), TimeUnit.NANOSECONDS);
        if (meters.asked != null && times.upstream() >= 0) {
            meters.asked.upstream.record(times.upstream(), TimeUnit.NANOSECONDS);
        }
        if (times.firstByte() >= 0 && receipt.asking().stream() && receipt.status() == 200) {
            meters.firstToken.record(times.firstByte(), TimeUnit.NANOSECONDS);
        }
        if (meters.asked != null) {
            meters.asked.attempts.increment(receipt.attempts());
        }
        if (receipt.ending() == Ending.REFUSED) {
            refusal(receipt.asking(), receipt.code()).increment();
        }
    }

    private Of registered(Kind kind) {
        Tags whose = Tags.of("tenant", kind.tenant, "model", kind.model);
        Tags how = Tags.of("stream", Boolean.toString(kind.stream));
        return new Of(
                timer(
                        "tallyport.request",
                        "From the head of a request to its end",
                        whose.and(how).and("ending", kind.ending.label(), "status", Integer.toString(kind.status)),
                        Buckets.ANSWERS),
                timer(
                        "tallyport.overhead",
                        "What of a request's time the gateway took itself: all of it but the provider's",
                        how,
                        Buckets.OWN_TIME),
                timer(
                        "tallyport.first.token",
                        "From the head of a request to the first byte of its stream",
                        whose,
                        Buckets.ANSWERS),
                kind.target.equals(Named.OTHER) ? null : asked(kind, how));
    }

    private Asked asked(Kind kind, Tags how) {
        return new Asked(
                timer(
                        "tallyport.upstream",
                        "From sending a request to a provider to the end of its answer",
                        Tags.of("model", kind.model, "target", kind.target).and(how),
                        Buckets.ANSWERS),
                Counter.builder("tallyport.upstream.attempts")
                        .description("How often providers were asked, by how it ended")
                        .tags("target", kind.target, "outcome", kind.ending.label())
                        .register(registry));
    }

    private Timer timer(String name, String description, Tags tags, Duration[] buckets) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    private Counter refusal(Asking asking, @Nullable String reason) {
        return Counter.builder("tallyport.refusals")
                .description("Requests the gateway said no to, by the code or type of the error")
                .tags("tenant", Named.tenant(asking), "reason", Objects.requireNonNullElse(reason, Named.OTHER))
                .register(registry);
    }
}
