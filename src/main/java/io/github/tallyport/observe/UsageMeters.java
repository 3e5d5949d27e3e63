package io.github.tallyport.observe;

import io.github.tallyport.ledger.CacheState;
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
 * Prometheus knows nothing else. The ledger is what counts. Called by one thread, which looks up the sums of a kind of requests
 * together.
 */
final class UsageMeters implements ReceiptListener {
    /** @param unit how many of what is counted make one of what is shown */
    private record Counted(
            String meter,
            String description,
            double unit,
            @Nullable String baseUnit) {}

    private record Name(String meter, Tags tags) {}

    /** Requests that are added to the same sums. */
    private record Kind(String tenant, String model, String source, CacheState cache) {
        static Kind of(Receipt receipt) {
            return new Kind(
                    Named.tenant(receipt.asking()),
                    Named.model(receipt.asking()),
                    receipt.usage() instanceof Usage.Reported ? "reported" : "estimated",
                    receipt.cache());
        }
    }

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
    private final Map<Kind, Its> known = new HashMap<>();
    private final MeterRegistry registry;

    UsageMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void settled(Receipt receipt) {
        known.computeIfAbsent(Kind.of(receipt), Its::new).add(receipt);
    }

    /** The sums of a kind. */
    private final class Its {
        private final Sum prompt;
        private final Sum cached;
        private final Sum completion;
        private final Sum reasoning;
        private final Sum cost;
        private final Sum saved;
        private final Sum requests;

        Its(Kind kind) {
            Tags whose = Tags.of("tenant", kind.tenant, "model", kind.model);
            Tags tokens = whose.and("source", kind.source);
            prompt = new Sum(TOKENS, tokens.and("type", "prompt"));
            cached = new Sum(TOKENS, tokens.and("type", "cached"));
            completion = new Sum(TOKENS, tokens.and("type", "completion"));
            reasoning = new Sum(TOKENS, tokens.and("type", "reasoning"));
            cost = new Sum(COST, whose);
            saved = new Sum(SAVED, whose);
            requests = new Sum(CACHED, Tags.of("tenant", kind.tenant, "result", kind.cache.label()));
        }

        void add(Receipt receipt) {
            Usage usage = receipt.usage();
            prompt.add(usage.prompt());
            cached.add(usage.cached());
            completion.add(usage.completion());
            reasoning.add(usage.reasoning());
            cost.add(receipt.cost());
            saved.add(receipt.saved());
            requests.add(1);
        }
    }

    /** Becomes a meter with the first thing that is added. */
    private final class Sum {
        private final Counted counted;
        private final Tags tags;
        private @Nullable LongAdder all;

        Sum(Counted counted, Tags tags) {
            this.counted = counted;
            this.tags = tags;
        }

        void add(long count) {
            if (count > 0) {
                all = all == null ? sum(counted, tags) : all;
                all.add(count);
            }
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
