package io.github.tallyport.cache;

import io.github.tallyport.fault.CacheFaults;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;
import reactor.core.publisher.Mono;

/**
 * What other replicas know of a request that leads here: its answer, or that they ask already, when it carries an
 * Idempotency-Key.
 */
final class Elsewhere {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Further further;
    private final Turns turns;
    private final ToLongFunction<Sharing> generations;

    Elsewhere(Further further, Turns turns, ToLongFunction<Sharing> generations) {
        this.further = further;
        this.turns = turns;
        this.generations = generations;
    }

    /**
     * Looks for an answer; while others ask under the same Idempotency-Key, waits for theirs. On any thread.
     *
     * @throws io.github.tallyport.fault.Refusal 409 when they ask something else
     */
    Mono<Optional<KeptAnswer>> find(Quest quest, Flight flight) {
        long generation = generations.applyAsLong(quest.key().sharing());
        Mono<Optional<KeptAnswer>> found = Mono.fromCompletionStage(() -> further.find(quest.key(), generation));
        return quest.once()
                ? found.flatMap(answer -> answer.isPresent()
                                ? Mono.just(answer.map(one -> own(quest, one)))
                                : inTurn(quest, flight, generation))
                        .repeatWhenEmpty(again -> again.delayElements(PAUSE))
                : found;
    }

    /** Empty while it is the turn of others. */
    private Mono<Optional<KeptAnswer>> inTurn(Quest quest, Flight flight, long generation) {
        return Mono.fromCompletionStage(() -> turns.take(quest, generation)).flatMap(turn -> switch (turn) {
            case Turns.Ours ours -> ours(quest, flight, ours, generation);
            case Turns.Theirs(String fingerprint) -> {
                if (!fingerprint.equals(quest.fingerprint().toString())) {
                    throw CacheFaults.otherRequest().refusal();
                }
                yield Mono.empty();
            }
        });
    }

    /** Looks once more: others may have given up their turn since the last look because they had the answer. */
    private Mono<Optional<KeptAnswer>> ours(Quest quest, Flight flight, Turns.Ours turn, long generation) {
        flight.plan().filing().holds(turn);
        return Mono.fromCompletionStage(() -> further.find(quest.key(), generation))
                .map(answer -> answer.map(one -> own(quest, one)));
    }

    private static KeptAnswer own(Quest quest, KeptAnswer answer) {
        if (!answer.fingerprint().equals(quest.fingerprint())) {
            throw CacheFaults.otherRequest().refusal();
        }
        return answer;
    }
}
