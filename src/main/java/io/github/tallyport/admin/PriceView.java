package io.github.tallyport.admin;

import io.github.tallyport.catalogue.Price;
import io.github.tallyport.shape.Member;
import java.math.BigDecimal;
import java.time.Instant;

/** What 1000 tokens cost. */
record PriceView(
        @Member(value = "CNY for 1000 tokens of the request", pattern = AMOUNT)
        String prompt,

        @Member(value = "CNY for 1000 of those that the provider had in its cache", pattern = AMOUNT)
        String cachedPrompt,

        @Member(value = "CNY for 1000 tokens of the answer", pattern = AMOUNT)
        String completion,

        @Member("Since when it is so") Instant validFrom) {
    static final String AMOUNT = "\\d{1,13}\\.\\d{6}";
    private static final int DECIMALS = 6;

    static PriceView of(Price price) {
        return new PriceView(
                perThousand(price.prompt()),
                perThousand(price.cached()),
                perThousand(price.completion()),
                price.validFrom());
    }

    /** A thousand times nano-yuan are micro-yuan. */
    private static String perThousand(long nanoYuan) {
        return BigDecimal.valueOf(nanoYuan, DECIMALS).toPlainString();
    }
}
