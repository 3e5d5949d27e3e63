package io.github.tallyport.observe;

import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.ReceiptListener;
import io.github.tallyport.openai.Usage;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What requests used and cost. Sums are kept as whole tokens and nano-yuan; only who reads them gets floating point, as
 * Prometheus knows nothing else. The ledger is what counts.
 */
final class UsageMeters implements ReceiptListener {
    /** @param unit how many of what is counted make one of what is shown */
    private record Counted(
            String meter,
            String description,
            double unit,
            @Nullable String baseUnit) {}

    private record Name(String meter, Tags tags) {}

    private static final Counted TOKENS = new Counted(
            "tallyport.tokens",
            "Tokens of requests; cached ones are part of the prompt, reasoning is part of the completion",
            1,
            null);
    private static final Counted COST = new Counted(
            "tallyport.cost", "What requests cost, by the price of the moment they were received", 1e9, "cny");
    private static final Counted SAVED = new Counted(
            "tallyport.saved", "What requests did not cost because the same was answered before", 1e9, "cny");
    private static final Counted CACHED =
            new Counted("tallyport.cache.requests", "Requests by what the cache had to do with them", 1, null);

    private final Map<Name, LongAdder> sums = new HashMap<>();
    private final MeterRegistry registry;

    UsageMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void settled(Receipt receipt) {
        Asking asking = receipt.asking();
        Tags whose = Tags.of("tenant", Named.tenant(asking), "model", Named.model(asking));
        Usage usage = receipt.usage();
        String source = usage instanceof Usage.Reported ? "reported" : "estimated";
        tokens(whose, source, "prompt", usage.prompt());
        tokens(whose, source, "cached", usage.cached());
        tokens(whose, source, "completion", usage.completion());
        tokens(whose, source, "reasoning", usage.reasoning());
        money(COST, whose, receipt.cost());
        money(SAVED, whose, receipt.saved());
        sum(
                        CACHED,
                        Tags.of(
                                "tenant",
                                Named.tenant(asking),
                                "result",
                                receipt.cache().label()))
                .increment();
    }

    private void tokens(Tags whose, String source, String type, long count) {
        if (count > 0) {
            sum(TOKENS, whose.and("type", type, "source", source)).add(count);
        }
    }

    private void money(Counted counted, Tags whose, long nanoYuan) {
        if (nanoYuan > 0) {
            sum(counted, whose).add(nanoYuan);
        }
    }

    private LongAdder sum(Counted counted, Tags tags) {
        return sums.computeIfAbsent(new Name(counted.meter, tags), _ -> {
            LongAdder sum = new LongAdder();
            FunctionCounter.builder(counted.meter, sum, count -> count.sum() / counted.unit)
                    .description(counted.description)
                    .baseUnit(counted.baseUnit)
                    .tags(tags)
                    .register(registry);
            return sum;
        });
    }
}
