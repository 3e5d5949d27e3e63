package io.github.tallyport.admin;

import io.github.tallyport.books.Booked;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Labels;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.Times;
import io.github.tallyport.money.Money;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.shape.Member;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as operators see it. Nothing of the prompt or the answer is in it. */
record RequestView(
        @Member("As its client knows it, who may use one twice")
        String requestId,

        @Member("The tenant's id") @Nullable String tenant,

        @Member("The key's id") @Nullable String key,

        @Member("The model's id; null when it named none") @Nullable
        String model,

        @Member("Which provider was asked; null: none") @Nullable
        String target,

        @Member("When") Instant receivedAt,

        @Member("When the client was sent the first of the answer") @Nullable
        Instant firstByteAt,

        @Member("When it had ended") Instant doneAt,

        @Member("How") Ending ending,

        @Member("HTTP status the client saw; 499 when it had left before")
        long status,

        @Member("Whether a stream was asked for") boolean stream,

        @Member("How often a provider was asked") long attempts,

        @Member("Of the request") long promptTokens,

        @Member("Those of the prompt that the provider had in its cache")
        long cachedTokens,

        @Member("Of the answer") long completionTokens,

        @Member("Those of the answer that nobody saw") long reasoningTokens,

        @Member("Who says how many: the provider, or the gateway which estimated them")
        Source source,

        @Member("What it was rated with; null where none was known") @Nullable
        PriceView price,

        @Member(value = "CNY", pattern = UsageLine.MONEY) String cost,

        @Member(value = "CNY that the cache spared", pattern = UsageLine.MONEY)
        String saved,

        @Member("What the cache had to do with it") CacheState cache,

        @Member("The error's; null without one") @Nullable String code,

        @Member("In OpenAI's words; null without one") @Nullable
        String finishReason,

        @Member("What the provider says it cost, as it wrote it") @Nullable
        String upstreamCost,

        @Member("The worst it could have come to") ReservedView reserved,

        @Member("A hash of the client's own id of its user") @Nullable
        String userHash,

        @Member("A hash of its Idempotency-Key") @Nullable String idempotencyKeyHash,

        @Member("What the client attached to it") Map<String, String> metadata) {
    private static final long NANOS = 1_000_000;

    /** Who counted the tokens. */
    enum Source {
        REPORTED,
        ESTIMATED
    }

    static RequestView of(Booked booked) {
        Receipt receipt = booked.receipt();
        Asking asking = receipt.asking();
        Usage usage = receipt.usage();
        Labels labels = asking.labels();
        Times times = receipt.times();
        Price price = asking.price();
        Instant receivedAt = Instant.ofEpochMilli(asking.receivedAt());
        return new RequestView(
                asking.requestId(),
                asking.tenant(),
                asking.key(),
                asking.model(),
                asking.target(),
                receivedAt,
                times.firstByte() < 0 ? null : after(receivedAt, times.firstByte()),
                after(receivedAt, times.total()),
                receipt.ending(),
                receipt.status(),
                asking.stream(),
                receipt.attempts(),
                usage.prompt(),
                usage.cached(),
                usage.completion(),
                usage.reasoning(),
                usage instanceof Usage.Reported ? Source.REPORTED : Source.ESTIMATED,
                price == null ? null : PriceView.of(price),
                Money.yuan(receipt.cost()),
                Money.yuan(receipt.saved()),
                receipt.cache(),
                receipt.code(),
                receipt.finishReason(),
                receipt.upstreamCost(),
                ReservedView.of(asking.reserved()),
                labels.userHash(),
                labels.idempotencyHash(),
                new TreeMap<>(labels.metadata()));
    }

    private static Instant after(Instant moment, long nanos) {
        return moment.plus(nanos / NANOS, ChronoUnit.MILLIS);
    }
}
