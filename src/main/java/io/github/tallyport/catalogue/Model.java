package io.github.tallyport.catalogue;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A model as clients know it.
 *
 * @param id what clients ask for, and what answers carry
 * @param aliases other names for it
 * @param created Unix seconds, for {@code GET /models}
 * @param contextLength tokens of prompt and answer together
 * @param defaultMaxTokens the most an answer may have where that has to be limited and the client gave no number, 1 to
 *     {@code contextLength}
 * @param maxStop the largest number of stop sequences it takes
 * @param inputs content parts it takes
 * @param refused parameters it does not take, each answered with {@code unsupported_parameter}
 * @param caching which requests for it may be answered from answers given before
 * @param revision whatever the operator calls what stands behind the id now; answers of another one are not given again
 * @param prices ordered by date, oldest first; never empty
 * @param targets ordered by priority; never empty
 */
public record Model(
        String id,
        List<String> aliases,
        String ownedBy,
        long created,
        int contextLength,
        int defaultMaxTokens,
        int maxStop,
        Set<Input> inputs,
        Set<String> refused,
        Caching caching,
        String revision,
        List<Price> prices,
        List<Target> targets) {
    /** Kinds of content parts. */
    public enum Input {
        TEXT,
        IMAGE,
        AUDIO,
        FILE
    }

    public Model {
        aliases = List.copyOf(aliases);
        inputs = Set.copyOf(inputs);
        refused = Set.copyOf(refused);
        prices = prices.stream().sorted(Comparator.comparing(Price::validFrom)).toList();
        targets = targets.stream()
                .sorted(Comparator.comparingInt(Target::priority))
                .toList();
        if (prices.isEmpty() || targets.isEmpty()) {
            throw new IllegalArgumentException("model " + id + " needs at least one price and one target");
        }
    }

    /** The price valid at a moment; before the first date, the first. */
    public Price priceAt(Instant moment) {
        Price valid = prices.getFirst();
        for (Price price : prices) {
            if (!price.validFrom().isAfter(moment)) {
                valid = price;
            }
        }
        return valid;
    }

    /** The same model, had somewhere else. */
    public Model at(Target... elsewhere) {
        return new Model(
                id,
                aliases,
                ownedBy,
                created,
                contextLength,
                defaultMaxTokens,
                maxStop,
                inputs,
                refused,
                caching,
                revision,
                prices,
                List.of(elsewhere));
    }
}
