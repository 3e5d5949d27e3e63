package io.github.tallyport.gateway;

import io.github.tallyport.cache.Cache;
import io.github.tallyport.cache.Flight;
import io.github.tallyport.cache.KeptAnswer;
import io.github.tallyport.cache.Outcome;
import io.github.tallyport.cache.Passenger;
import io.github.tallyport.cache.Quest;
import io.github.tallyport.cache.Recalled;
import io.github.tallyport.cache.Subject;
import io.github.tallyport.cache.Wants;
import io.github.tallyport.cache.Wishes;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.fault.CacheFaults;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.openai.ChatRequest;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers a request from what was answered before, or together with somebody who asks the same; otherwise has it sent. */
final class Recollection {
    /** Sends a request, in the place of all who wait for its answer. */
    @FunctionalInterface
    interface Sending {
        /** @param passenger of the flight that it leads; null when nobody else may have the answer */
        Mono<Void> send(@Nullable Passenger passenger);
    }

    private final Cache cache;
    private final Reservations reservations;

    Recollection(Cache cache, Reservations reservations) {
        this.cache = cache;
        this.reservations = reservations;
    }

    /** Fails with a refusal: 409, 429, 503, 504, and whatever sending comes to. */
    Mono<Void> answer(Visit visit, Errand errand, Sending sending) {
        Subject subject = subject(visit, errand);
        Quest quest = cache.quest(subject, () -> body(errand));
        if (quest != null) {
            return answer(visit, errand, quest, sending);
        }
        if (subject.wishes().onlyKept()) {
            throw CacheFaults.notCached().refusal();
        }
        return sending.send(null);
    }

    private Mono<Void> answer(Visit visit, Errand errand, Quest quest, Sending sending) {
        long since = System.nanoTime();
        return switch (cache.recall(quest, wants(visit, errand.request()))) {
            case Recalled.Hit(KeptAnswer answer) -> hit(visit, errand, answer, -1);
            case Recalled.Joined(Passenger passenger) -> {
                SharedCourse course = new SharedCourse(passenger, since);
                yield passenger
                        .outcome()
                        .doOnError(_ -> visit.takes(course))
                        .doOnCancel(() -> visit.takes(course))
                        .flatMap(outcome -> outcome instanceof Outcome.Nothing
                                ? again(visit, errand, quest, sending, passenger)
                                : joined(visit, errand, course, outcome, since))
                        .doFinally(_ -> passenger.leave());
            }
            case Recalled.Led(Passenger passenger) -> {
                Flight flight = passenger.flight();
                yield cache.elsewhere(quest, flight, visit.loop())
                        .flatMap(found -> found.filter(flight::found).isPresent()
                                ? hit(visit, errand, found.orElseThrow(), System.nanoTime() - since)
                                : lead(visit, quest, sending, passenger))
                        .doFinally(_ -> flight.abandon());
            }
        };
    }

    /** @param waited nanoseconds until another replica had it, or -1 */
    private Mono<Void> hit(Visit visit, Errand errand, KeptAnswer answer, long waited) {
        return counted(visit, errand, CacheState.HIT, whole(errand, answer), () -> {
            visit.response().responseHeaders().set(HeaderNames.AGE, Long.toString(cache.age(answer)));
            return recite(visit, errand.request(), answer, waited);
        });
    }

    private static Mono<Void> lead(Visit visit, Quest quest, Sending sending, Passenger passenger) {
        if (quest.isForKeptOnly()) {
            throw CacheFaults.notCached().refusal();
        }
        visit.tab().cache(quest.isLookedFor() ? CacheState.MISS : CacheState.BYPASS);
        return sending.send(passenger);
    }

    private Mono<Void> again(Visit visit, Errand errand, Quest quest, Sending sending, Passenger passenger) {
        passenger.leave();
        return answer(visit, errand, quest, sending);
    }

    private Mono<Void> joined(Visit visit, Errand errand, SharedCourse course, Outcome outcome, long since) {
        HitPrice worst = outcome instanceof Outcome.Whole(KeptAnswer answer)
                ? whole(errand, answer)
                : HitPrice.ofWorst(errand, cache.chargedPercent());
        return counted(visit, errand, CacheState.SHARED, worst, () -> {
            visit.takes(course);
            return switch (outcome) {
                case Outcome.Whole(KeptAnswer answer) ->
                    recite(visit, errand.request(), answer, System.nanoTime() - since);
                case Outcome.Live(var events) -> visit.stream(events);
                case Outcome.Nothing _ -> throw new IllegalStateException("it was asked again");
            };
        });
    }

    private HitPrice whole(Errand errand, KeptAnswer answer) {
        return HitPrice.of(answer.usage(), errand, cache.chargedPercent());
    }

    private Mono<Void> counted(
            Visit visit, Errand errand, CacheState state, HitPrice worst, Supplier<Mono<Void>> then) {
        Model model = errand.permitted().model();
        return reservations
                .count(visit, errand.caller(), errand.request(), model, worst)
                .then(Mono.defer(() -> {
                    visit.tab().spared(state, cache.chargedPercent());
                    return then.get();
                }));
    }

    /** Says an answer that is there as a whole, in the shape the client wants. */
    private static Mono<Void> recite(Visit visit, ChatRequest request, KeptAnswer answer, long waited) {
        KeptCourse course = new KeptCourse(answer, waited);
        visit.takes(course);
        if (!request.stream()) {
            course.ends();
            return visit.whole(Unpooled.wrappedBuffer(answer.json(request.model())), answer.usage());
        }
        Iterator<byte[]> pieces =
                answer.events(request.model(), request.includeUsage()).iterator();
        return visit.stream(Flux.generate(sink -> {
            byte[] piece = pieces.next();
            if (!pieces.hasNext()) {
                course.ends();
            }
            sink.next(Unpooled.wrappedBuffer(piece));
            if (!pieces.hasNext()) {
                sink.complete();
            }
        }));
    }

    private static Wants wants(Visit visit, ChatRequest request) {
        return new Wants(request.model(), request.stream(), request.includeUsage(), visit.loop(), visit::cutOff);
    }

    /** Looks for an answer to a request without headers, and takes nothing. */
    Remembered look(Errand errand) {
        Quest quest = cache.quest(subject(errand, null, Wishes.NONE), () -> body(errand));
        return quest == null
                ? Remembered.NOTHING
                : new Remembered(quest.key().text(), cache.peek(quest) == null ? CacheState.MISS : CacheState.HIT);
    }

    private static Subject subject(Visit visit, Errand errand) {
        HttpHeaders headers = visit.request().requestHeaders();
        return subject(
                errand,
                headers.get(HeaderNames.IDEMPOTENCY_KEY),
                Wishes.of(headers.get(HttpHeaderNames.CACHE_CONTROL)));
    }

    private static Subject subject(Errand errand, @Nullable String idempotencyKey, Wishes wishes) {
        return new Subject(
                errand.caller().tenant(),
                errand.caller().key(),
                errand.caller().policies().caching(),
                errand.permitted().model(),
                errand.request().deterministic(),
                idempotencyKey,
                wishes);
    }

    /** As a provider would get it, were it called as the catalogue calls it. */
    private static byte[] body(Errand errand) {
        return errand.permitted().upstreamBody(errand.permitted().model().id(), OptionalInt.empty());
    }
}
