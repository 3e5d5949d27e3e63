package io.github.tallyport.observe;

import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.ReceiptListener;
import io.github.tallyport.ledger.Times;
import io.github.tallyport.openai.Usage;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The same for tools that know OpenTelemetry's conventions for generative AI (1.41, in development: every name of theirs is in
 * this class). Of requests that were sent to a provider; tokens only as the provider reported them, as the conventions want.
 */
final class GenAiMeters implements ReceiptListener {
    private static final String NO_ERROR = "";
    private static final int BAD = 400;

    private record Kind(String model, String provider, String error) {}

    private record Of(Timer duration, Timer firstChunk, DistributionSummary input, DistributionSummary output) {}

    private final Map<Kind, Of> known = new HashMap<>();
    private final MeterRegistry registry;

    GenAiMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void settled(Receipt receipt) {
        Asking asking = receipt.asking();
        Times times = receipt.times();
        if (times.upstream() < 0) {
            return;
        }
        Of meters = known.computeIfAbsent(
                new Kind(Named.model(asking), Named.target(asking), error(receipt)), this::registered);
        meters.duration.record(times.upstream(), TimeUnit.NANOSECONDS);
        if (asking.stream() && times.upstreamHead() >= 0) {
            meters.firstChunk.record(times.upstreamHead(), TimeUnit.NANOSECONDS);
        }
        if (receipt.usage() instanceof Usage.Reported reported) {
            meters.input.record((double) reported.prompt());
            meters.output.record((double) reported.completion());
        }
    }

    /** Not the code: a provider may have made it up. */
    private static String error(Receipt receipt) {
        if (receipt.ending() == Ending.ANSWERED) {
            return NO_ERROR;
        }
        return receipt.status() >= BAD
                ? Integer.toString(receipt.status())
                : receipt.ending().label();
    }

    private Of registered(Kind kind) {
        Tags tags = Tags.of(
                "gen_ai.operation.name", "chat",
                "gen_ai.provider.name", kind.provider,
                "gen_ai.request.model", kind.model);
        return new Of(
                Timer.builder("gen_ai.client.operation.duration")
                        .description("GenAI operation duration")
                        .tags(tags.and("error.type", kind.error))
                        .serviceLevelObjectives(Buckets.ANSWERS)
                        .register(registry),
                Timer.builder("gen_ai.client.operation.time_to_first_chunk")
                        .description("Time to the first chunk of a stream")
                        .tags(tags)
                        .serviceLevelObjectives(Buckets.ANSWERS)
                        .register(registry),
                tokens(tags, "input"),
                tokens(tags, "output"));
    }

    private DistributionSummary tokens(Tags tags, String type) {
        return DistributionSummary.builder("gen_ai.client.token.usage")
                .description("Number of input and output tokens used")
                .tags(tags.and("gen_ai.token.type", type))
                .serviceLevelObjectives(Buckets.TOKENS)
                .register(registry);
    }
}
