package io.github.tallyport.admin;

import io.github.tallyport.books.Totals;
import io.github.tallyport.books.UsageRow;
import io.github.tallyport.money.Money;
import io.github.tallyport.shape.Member;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What was used, by what it was asked to be grouped by. */
record UsageLine(
        @Member(value = "The tenant's id, when grouped by it", omitted = true) @Nullable
        String tenant,

        @Member(value = "The key's id, when grouped by it", omitted = true) @Nullable
        String key,

        @Member(value = "The model's id, when grouped by it", omitted = true) @Nullable
        String model,

        @Member(value = "The day in the tenant's time zone, such as 2027-01-31, when grouped by it", omitted = true)
        @Nullable
        String day,

        @Member("How many") long requests,

        @Member("Of all requests") long promptTokens,

        @Member("Those of the prompts that the provider had in its cache")
        long cachedTokens,

        @Member("Of all answers") long completionTokens,

        @Member("Those of the answers that nobody saw") long reasoningTokens,

        @Member(value = "CNY", pattern = MONEY) String cost,

        @Member(value = "CNY that the cache spared", pattern = MONEY)
        String saved) {
    static final String MONEY = "\\d{1,10}\\.\\d{9}";

    static UsageLine of(UsageRow row) {
        UsageRow.Names names = row.names();
        Totals totals = row.totals();
        LocalDate day = names.day();
        return new UsageLine(
                names.tenant(),
                names.key(),
                names.model(),
                day == null ? null : day.toString(),
                totals.requests(),
                totals.prompt(),
                totals.cached(),
                totals.completion(),
                totals.reasoning(),
                Money.yuan(totals.cost()),
                Money.yuan(totals.saved()));
    }
}
