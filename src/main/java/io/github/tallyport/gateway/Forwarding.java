package io.github.tallyport.gateway;

import io.github.tallyport.cache.Outcome;
import io.github.tallyport.cache.Passenger;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.upstream.Answer;
import io.github.tallyport.upstream.Exchange;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sends a request, and brings the answer to its client: straight, or by way of a flight when others may wait for it too. */
final class Forwarding {
    private Forwarding() {}

    /**
     * Records what is about to be sent, sends it, and relays what comes back.
     *
     * @param model as the client called it
     */
    static Mono<Void> forward(Visit visit, Exchange sent, Reserved worst, @Nullable Passenger passenger, String model) {
        if (!visit.dispatching(sent, passenger, worst)) {
            return Mono.empty();
        }
        if (passenger == null) {
            return visit.kept(sent.answer()
                    .flatMap(answer -> straight(visit, sent, answer))
                    .doOnDiscard(Answer.class, Answer::drop));
        }
        new Carrier(sent, passenger.flight()).start(visit.kept(sent.answer()).doOnDiscard(Answer.class, Answer::drop));
        return passenger.outcome().flatMap(outcome -> switch (outcome) {
            case Outcome.Whole(var answer) -> visit.whole(Unpooled.wrappedBuffer(answer.json(model)), answer.usage());
            case Outcome.Live(var events) -> visit.stream(events);
            case Outcome.Nothing _ -> Mono.empty();
        });
    }

    private static Mono<Void> straight(Visit visit, Exchange sent, Answer answer) {
        return switch (answer) {
            case Answer.Whole whole -> visit.whole(whole.bytes(), sent.usage());
            case Answer.Events events -> visit.stream(events.bytes());
        };
    }
}
