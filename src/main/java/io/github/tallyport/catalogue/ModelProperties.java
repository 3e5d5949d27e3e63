package io.github.tallyport.catalogue;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The model catalogue as it is written in {@code application.yaml}; each entry turns itself into what it configures. */
@ConfigurationProperties("tallyport")
record ModelProperties(@DefaultValue List<Entry> models) {
    /** Whether any target of any model has a key. */
    boolean hasKey() {
        return models.stream()
                .flatMap(model -> model.targets().stream())
                .flatMap(target -> target.keys().stream())
                .anyMatch(key -> !key.isBlank());
    }

    record Entry(
            String id,
            @DefaultValue List<String> aliases,
            @DefaultValue("tallyport") String ownedBy,
            @DefaultValue("0") long created,
            int contextLength,
            @DefaultValue("4") int maxStop,
            @DefaultValue("text") Set<Model.Input> inputs,
            @DefaultValue Set<String> refusedParameters,
            List<PriceEntry> prices,
            List<TargetEntry> targets) {
        Model toModel() {
            return new Model(
                    id,
                    aliases,
                    ownedBy,
                    created,
                    contextLength,
                    maxStop,
                    inputs,
                    refusedParameters,
                    prices.stream().map(PriceEntry::toPrice).toList(),
                    targets.stream().map(target -> target.toTarget(id)).toList());
        }
    }

    record PriceEntry(
            @Nullable OffsetDateTime validFrom,
            BigDecimal prompt,
            @Nullable BigDecimal cachedPrompt,
            BigDecimal completion) {
        Price toPrice() {
            return new Price(
                    validFrom == null ? Instant.EPOCH : validFrom.toInstant(),
                    Price.perThousand(prompt),
                    Price.perThousand(cachedPrompt == null ? prompt : cachedPrompt),
                    Price.perThousand(completion));
        }
    }

    record TargetEntry(
            @DefaultValue("upstream") String name,
            URI baseUrl,
            @DefaultValue List<String> keys,
            @Nullable String model,
            @DefaultValue("0") int priority) {
        Target toTarget(String id) {
            List<String> given = keys.stream()
                    .map(String::strip)
                    .filter(key -> !key.isEmpty())
                    .toList();
            return new Target(name, baseUrl, given, model == null ? id : model, priority, false);
        }
    }
}
