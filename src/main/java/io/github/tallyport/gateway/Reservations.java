package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.openai.ChatRequest;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.quota.Claim;
import io.github.tallyport.quota.Decision;
import io.github.tallyport.quota.Forecast;
import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.Quota;
import io.github.tallyport.quota.Reservation;
import io.github.tallyport.quota.Used;
import io.github.tallyport.tenancy.OnLowBudget;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Reserves what a request may come to over all that limits it, and settles it with what it came to. */
final class Reservations {
    private final Quota quota;
    private final Allowances allowances = new Allowances();

    Reservations(Quota quota) {
        this.quota = quota;
    }

    /** Fails with a refusal: 429 when a limit is short, 503 when it cannot be told. Where nothing is limited nothing is asked. */
    Mono<Grant> reserve(Visit visit, Caller caller, ChatRequest request, Model model, Price price) {
        Allowance allowance = allowances.of(caller, model.id());
        Worst worst = new Worst(request, model, price);
        if (allowance.isUnlimited()) {
            return Mono.just(worst.untold());
        }
        Claim claim =
                claim(caller, allowance, worst, Instant.ofEpochMilli(visit.tab().receivedAt()));
        return asked(visit, claim).map(decision -> switch (decision) {
            case Decision.Granted granted -> {
                visit.limits(new Standing(granted.balances(), granted.cap() < claim.cap() ? granted.cap() : 0));
                yield tells(allowance, request) ? worst.told(granted.cap()) : worst.untold();
            }
            case Decision.Refused refused -> {
                visit.limits(new Standing(refused.balances(), 0));
                throw Shortages.fault(request.model(), refused).refusal();
            }
        });
    }

    /**
     * Counts a request that nobody is asked for: it costs no tokens, and of its price a part. Fails like {@link #reserve}.
     *
     * @param worst the most it is worth
     */
    Mono<Void> count(Visit visit, Caller caller, ChatRequest request, Model model, HitPrice worst) {
        Allowance allowance = allowances.of(caller, model.id());
        List<Limit> limits = worst.isNothing()
                ? allowance.requests()
                : allowance.requestsAndBudgetsAt(
                        Instant.ofEpochMilli(visit.tab().receivedAt()));
        if (limits.isEmpty()) {
            return Mono.empty();
        }
        Claim claim = new Claim(caller.tenant(), caller.key(), limits, 0, worst.nanoYuan(), 1, 1, 0, false);
        return asked(visit, claim).flatMap(decision -> switch (decision) {
            case Decision.Granted granted -> {
                visit.limits(new Standing(granted.balances(), 0));
                yield Mono.empty();
            }
            case Decision.Refused refused -> {
                visit.limits(new Standing(refused.balances(), 0));
                yield Mono.error(Shortages.fault(request.model(), refused).refusal());
            }
        });
    }

    /** What {@link #reserve} would come to now; nothing is reserved. */
    Mono<Preview> preview(Caller caller, ChatRequest request, Model model, Price price, Instant now) {
        Allowance allowance = allowances.of(caller, model.id());
        Worst worst = new Worst(request, model, price);
        if (allowance.isUnlimited()) {
            return Mono.just(new Preview(worst.untold(), null, List.of()));
        }
        Claim claim = claim(caller, allowance, worst, now);
        return quota.balances(claim.tenant(), claim.limits()).map(balances -> {
            Forecast forecast = Forecast.of(claim, balances);
            Decision.Refused refused = forecast.refused();
            return new Preview(
                    tells(allowance, request) ? worst.told(forecast.cap()) : worst.untold(),
                    refused == null ? null : Shortages.fault(request.model(), refused),
                    balances);
        });
    }

    /** Whether the provider is told how long the answer may be, in the place of what the client said. */
    private static boolean tells(Allowance allowance, ChatRequest request) {
        return allowance.hasBudgets() || (request.maxTokens().isEmpty() && allowance.fewestTokens() < Long.MAX_VALUE);
    }

    static Claim claim(Caller caller, Allowance allowance, Worst worst, Instant received) {
        return new Claim(
                caller.tenant(),
                caller.key(),
                allowance.at(received),
                worst.promptTokens(),
                worst.promptCost(),
                worst.cap(allowance.fewestTokens()),
                worst.choices(),
                worst.tokenCost(),
                caller.policies().onLowBudget() == OnLowBudget.CLAMP);
    }

    /**
     * The client may leave while it is decided: what is granted all the same is settled by the tab, which is closed by then. Goes
     * on where the client's connection is served.
     */
    private Mono<Decision> asked(Visit visit, Claim claim) {
        return Mono.create(sink -> quota.reserve(claim)
                .subscribe(
                        decision -> {
                            if (decision instanceof Decision.Granted granted) {
                                Reservation reservation = granted.reservation();
                                visit.tab()
                                        .whenClosed(receipt -> quota.settle(reservation, used(reservation, receipt)));
                            }
                            on(visit.loop(), () -> sink.success(decision));
                        },
                        error -> on(visit.loop(), () -> sink.error(error))));
    }

    private static void on(EventLoop loop, Runnable next) {
        if (loop.inEventLoop()) {
            next.run();
        } else {
            loop.execute(next);
        }
    }

    /** Only what a provider reported gives tokens back; what the ledger charges is what budgets are charged. */
    private static Used used(Reservation reservation, Receipt receipt) {
        Usage usage = receipt.usage();
        long tokens = Math.addExact(usage.prompt(), usage.completion());
        boolean estimated = usage instanceof Usage.Estimated && tokens > 0;
        return new Used(estimated ? Math.max(tokens, reservation.tokens()) : tokens, receipt.cost());
    }
}
