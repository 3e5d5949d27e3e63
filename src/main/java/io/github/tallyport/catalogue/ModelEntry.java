package io.github.tallyport.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** A model as it is written in {@code application.yaml}. */
record ModelEntry(
        @DefaultValue("") String id,
        @DefaultValue List<String> aliases,
        @DefaultValue("tallyport") String ownedBy,
        @DefaultValue("0") long created,
        @DefaultValue("0") int contextLength,
        @Nullable Integer defaultMaxTokens,
        @DefaultValue("4") int maxStop,
        @DefaultValue("text") Set<Model.Input> inputs,
        @DefaultValue Set<String> refusedParameters,
        @DefaultValue("usual") Caching cache,
        @DefaultValue("") String revision,
        @DefaultValue List<PriceEntry> prices,
        @DefaultValue List<TargetEntry> targets) {
    /** No usage above it is believed, and no cost below it overflows. */
    private static final int MOST_TOKENS = 100_000_000;

    private static final int USUAL_ANSWER = 4096;

    Model model(Property at) {
        at.child("created").require(created >= 0, "it is Unix seconds, 0 or more");
        at.child("context-length")
                .require(contextLength > 0 && contextLength <= MOST_TOKENS, "it is 1 to " + MOST_TOKENS + " tokens");
        int answer = defaultMaxTokens == null ? Math.min(USUAL_ANSWER, contextLength) : defaultMaxTokens;
        at.child("default-max-tokens")
                .require(answer >= 1 && answer <= contextLength, "it is 1 to context-length, in tokens");
        at.child("max-stop").require(maxStop >= 0, "it is 0 or more");
        return new Model(
                id,
                aliases,
                ownedBy,
                created,
                contextLength,
                answer,
                maxStop,
                inputs,
                refusedParameters,
                cache,
                revision,
                prices(at.child("prices")),
                targets(at.child("targets")));
    }

    private List<Price> prices(Property at) {
        at.require(!prices.isEmpty(), "a model has at least one price");
        List<Price> all = new ArrayList<>();
        Set<Instant> dates = new HashSet<>();
        for (int i = 0; i < prices.size(); i++) {
            Price price = prices.get(i).price(at.item(i));
            at.item(i)
                    .child("valid-from")
                    .require(dates.add(price.validFrom()), "another price of the model begins at the same moment");
            all.add(price);
        }
        return all;
    }

    private List<Target> targets(Property at) {
        at.require(!targets.isEmpty(), "a model has at least one target");
        List<Target> all = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            all.add(targets.get(i).target(at.item(i), id));
        }
        return all;
    }
}
