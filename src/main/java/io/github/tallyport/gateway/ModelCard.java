package io.github.tallyport.gateway;

import static io.github.tallyport.openai.ErrorBody.quoted;

import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;

/** A model as {@code GET /models} shows it: OpenAI's object, and what the gateway adds to it. */
final class ModelCard {
    /** From nano-yuan per token to yuan per 1000 tokens. */
    private static final int DECIMALS = 6;

    private ModelCard() {}

    /** As of a moment, because prices have dates. */
    static String list(Collection<Model> models, Instant now) {
        return models.stream()
                .map(model -> of(model, now))
                .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "]}"));
    }

    static String of(Model model, Instant now) {
        Price price = model.priceAt(now);
        return "{\"id\":" + quoted(model.id()) + ",\"object\":\"model\",\"created\":" + model.created()
                + ",\"owned_by\":" + quoted(model.ownedBy()) + ",\"context_length\":" + model.contextLength()
                + ",\"pricing\":{\"prompt\":\"" + perThousand(price.prompt()) + "\",\"cached_prompt\":\""
                + perThousand(price.cached()) + "\",\"completion\":\"" + perThousand(price.completion())
                + "\",\"currency\":\"CNY\"}}";
    }

    private static String perThousand(long nanoYuan) {
        return BigDecimal.valueOf(nanoYuan, DECIMALS).stripTrailingZeros().toPlainString();
    }
}
