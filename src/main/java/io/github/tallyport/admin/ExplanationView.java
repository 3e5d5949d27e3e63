package io.github.tallyport.admin;

import io.github.tallyport.explain.Explanation;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.shape.Member;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What would happen to a request. Nothing of it was reserved, recorded or sent. */
record ExplanationView(
        @Member("Whether a provider would be asked") boolean sent,

        @Member("Why not: what the client would be told") List<FindingView> findings,

        @Member("Whose key it is; null when there is no such key") @Nullable
        String tenant,

        @Member("The key's id") @Nullable String key,

        @Member("The model's id, when there is one") @Nullable
        String model,

        @Member("Every limit that applies, as it stands") List<StandingView> limits,

        @Member("What would be reserved: the worst it can come to")
        ReservedView reserved,

        @Member("The most tokens the provider would be told an answer may have; null: what the request says") @Nullable
        Long maxTokens,

        @Member("What its answer is remembered under; null when it is not remembered") @Nullable
        String cacheKey,

        @Member("Whether this replica remembers an answer: hit, miss, or bypass when it is not remembered")
        CacheState cache,

        @Member("Which provider would be asked first") @Nullable
        String target) {
    /** Something that stands in the way. */
    record FindingView(
            @Member("HTTP status") long status,

            @Member("OpenAI's type of error") String type,

            @Member("OpenAI's code, if there is one") @Nullable
            String code,

            @Member("The path of what is wrong, if it is in the body") @Nullable
            String param,

            @Member("For people") String message) {
        static FindingView of(Fault fault) {
            return new FindingView(fault.status(), fault.type(), fault.code(), fault.param(), fault.message());
        }
    }

    static ExplanationView of(Explanation explanation) {
        return new ExplanationView(
                explanation.refusal() == null,
                Optional.ofNullable(explanation.refusal()).map(FindingView::of).stream()
                        .toList(),
                explanation.tenant(),
                explanation.key(),
                explanation.model(),
                explanation.balances().stream().map(StandingView::of).toList(),
                ReservedView.of(explanation.reserved()),
                explanation.maxTokens(),
                explanation.cacheKey(),
                explanation.cache(),
                explanation.target());
    }
}
