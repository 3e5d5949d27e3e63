package io.github.tallyport.admin;

import io.github.tallyport.books.Totals;
import io.github.tallyport.books.UsageBucket;
import io.github.tallyport.books.UsageRow;
import io.github.tallyport.shape.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tokens as OpenAI's organisations read them. */
record CompletionsPage(
        @Member("Always page") String object,

        @Member("One after the other, also those in which there was nothing")
        List<CompletionsBucket> data,

        @Member("Whether others come after these") boolean hasMore,

        @Member("What to ask for as page after these, or null") @Nullable
        String nextPage) {
    /** A stretch of time. */
    record CompletionsBucket(
            @Member("Always bucket") String object,

            @Member("Unix seconds") long startTime,

            @Member("Unix seconds; the first moment after it")
            long endTime,

            @Member("By what they are grouped by; one when by nothing, none when there was nothing")
            List<CompletionsResult> results) {
        static CompletionsBucket of(UsageBucket bucket) {
            return new CompletionsBucket(
                    OrganisationCalls.BUCKET,
                    bucket.start().getEpochSecond(),
                    bucket.end().getEpochSecond(),
                    bucket.rows().stream().map(CompletionsResult::of).toList());
        }
    }

    /** What was used in it. */
    record CompletionsResult(
            @Member("Always organization.usage.completions.result")
            String object,

            @Member("Of all requests, cached ones among them")
            long inputTokens,

            @Member("Those that the provider had in its cache")
            long inputCachedTokens,

            @Member("Those that it had not") long inputUncachedTokens,

            @Member("Always 0") long inputAudioTokens,

            @Member("Of all answers, reasoning among them") long outputTokens,

            @Member("Always 0") long outputAudioTokens,

            @Member("How many requests") long numModelRequests,

            @Member("The tenant's id, when grouped by it") @Nullable
            String projectId,

            @Member("Always null") @Nullable String userId,

            @Member("The key's id, when grouped by it") @Nullable
            String apiKeyId,

            @Member("The model's id, when grouped by it") @Nullable
            String model,

            @Member("Always null") @Nullable JsonNode batch,

            @Member("Always null") @Nullable String serviceTier) {
        static CompletionsResult of(UsageRow row) {
            UsageRow.Names names = row.names();
            Totals totals = row.totals();
            return new CompletionsResult(
                    "organization.usage.completions.result",
                    totals.prompt(),
                    totals.cached(),
                    totals.prompt() - totals.cached(),
                    0,
                    totals.completion(),
                    0,
                    totals.requests(),
                    names.tenant(),
                    null,
                    names.key(),
                    names.model(),
                    null,
                    null);
        }
    }

    static CompletionsPage of(Buckets buckets) {
        return new CompletionsPage(
                OrganisationCalls.PAGE,
                buckets.shown().stream().map(CompletionsBucket::of).toList(),
                buckets.next() != null,
                buckets.next());
    }
}
