package io.github.tallyport.admin;

import io.github.tallyport.books.Totals;
import io.github.tallyport.books.UsageBucket;
import io.github.tallyport.books.UsageRow;
import io.github.tallyport.money.Money;
import io.github.tallyport.shape.Member;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;

/** Costs as OpenAI's organisations read them. */
record CostsPage(
        @Member("Always page") String object,

        @Member("One after the other, also those in which there was nothing")
        List<CostsBucket> data,

        @Member("Whether others come after these") boolean hasMore,

        @Member("What to ask for as page after these, or null") @Nullable
        String nextPage) {
    /** A day of UTC. */
    record CostsBucket(
            @Member("Always bucket") String object,

            @Member("Unix seconds") long startTime,

            @Member("Unix seconds; the first moment after it")
            long endTime,

            @Member("By what they are grouped by; one when by nothing, none when there was nothing")
            List<CostsResult> results) {
        static CostsBucket of(UsageBucket bucket) {
            return new CostsBucket(
                    OrganisationCalls.BUCKET,
                    bucket.start().getEpochSecond(),
                    bucket.end().getEpochSecond(),
                    bucket.rows().stream().map(CostsResult::of).toList());
        }
    }

    /** What it cost. */
    record CostsResult(
            @Member("Always organization.costs.result") String object,

            @Member("How much") CostsAmount amount,

            @Member("The model's id, when grouped by it") @Nullable
            String lineItem,

            @Member("The tenant's id, when grouped by it") @Nullable
            String projectId,

            @Member("The key's id, when grouped by it") @Nullable
            String apiKeyId,

            @Member("A number: how many of its unit, when grouped by line item; null otherwise") @Nullable
            JsonNode quantity,

            @Member("tokens, of requests and answers together, when grouped by line item; null otherwise") @Nullable
            String quantityUnit) {
        static CostsResult of(UsageRow row) {
            UsageRow.Names names = row.names();
            String model = names.model();
            return new CostsResult(
                    "organization.costs.result",
                    CostsAmount.of(row.totals()),
                    model,
                    names.tenant(),
                    names.key(),
                    model == null ? null : tokens(row.totals()),
                    model == null ? null : "tokens");
        }

        private static JsonNode tokens(Totals totals) {
            return BigIntegerNode.valueOf(
                    BigInteger.valueOf(totals.prompt()).add(BigInteger.valueOf(totals.completion())));
        }
    }

    /** Some money. */
    record CostsAmount(
            @Member("A number with up to nine decimals: exact for readers of decimals")
            JsonNode value,

            @Member("Always cny") String currency) {
        static CostsAmount of(Totals totals) {
            return new CostsAmount(
                    DecimalNode.valueOf(new BigDecimal(Money.amount(totals.cost()))),
                    Money.CURRENCY.toLowerCase(Locale.ROOT));
        }
    }

    static CostsPage of(Buckets buckets) {
        return new CostsPage(
                OrganisationCalls.PAGE,
                buckets.shown().stream().map(CostsBucket::of).toList(),
                buckets.next() != null,
                buckets.next());
    }
}
