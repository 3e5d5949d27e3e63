package io.github.tallyport.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.catalogue.Target;
import io.github.tallyport.sandbox.Rehearsal.Accident;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;

/** Gives an answer on the wire, at the pace of a model, and has the accidents that were asked for. */
final class Performance {
    private static final byte[] COMMENT = ": OPENROUTER PROCESSING\n\n".getBytes(UTF_8);
    private static final String DONE = "data: [DONE]\n\n";
    private static final Duration COMMENT_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final SandboxProperties usual;
    private final Scheduler scheduler;

    Performance(SandboxProperties usual, Scheduler scheduler) {
        this.usual = usual;
        this.scheduler = scheduler;
    }

    Mono<Void> give(HttpServerResponse to, Ask ask, Rehearsal rehearsal, Wording wording) {
        Duration wait = rehearsal.waitOr(usual.firstToken());
        return switch (rehearsal.accident()) {
            case HANG -> later(LONGEST_SILENCE).then(reset(to));
            case DROP_FIRST -> later(wait).then(reset(to));
            case STATUS -> later(wait).then(refuse(to, rehearsal));
            case HTML -> later(wait).then(page(to, rehearsal.status()));
            case ERROR_AS_ANSWER ->
                later(wait).then(json(to, 200, Complaint.body(Complaint.error(502, "Provider returned error"))));
            default -> {
                Reply reply = Author.reply(ask, rehearsal);
                yield ask.stream()
                        ? stream(to, rehearsal, wording, reply)
                        : later(wait).then(whole(to, rehearsal, wording, reply));
            }
        };
    }

    Mono<Void> complain(HttpServerResponse to, int status, String why) {
        return json(to, status, Complaint.body(Complaint.error(status, why)));
    }

    private Mono<Void> refuse(HttpServerResponse to, Rehearsal rehearsal) {
        if (rehearsal.retryAfter() > 0) {
            to.header("retry-after", Integer.toString(rehearsal.retryAfter()));
        }
        if (rehearsal.limited()) {
            to.header(Target.REHEARSED_LIMIT, "true");
        }
        return json(to, rehearsal.status(), Complaint.body(Complaint.rehearsed(rehearsal)));
    }

    private static Mono<Void> page(HttpServerResponse to, int status) {
        return body(
                to.status(status).header("content-type", "text/html"),
                Complaint.page(status).getBytes(UTF_8));
    }

    private static Mono<Void> json(HttpServerResponse to, int status, JsonNode body) {
        return body(
                to.status(status).header("content-type", "application/json"),
                body.toString().getBytes(UTF_8));
    }

    private static Mono<Void> body(HttpServerResponse to, byte[] bytes) {
        to.header("content-length", Integer.toString(bytes.length));
        return to.sendByteArray(Mono.just(bytes)).then();
    }

    /** A JSON answer has no middle to speak of: where a stream would break there, half of the document is sent. */
    private Mono<Void> whole(HttpServerResponse to, Rehearsal rehearsal, Wording wording, Reply reply) {
        Accident accident = rehearsal.accident();
        if (accident == Accident.ERROR_FIRST || accident == Accident.ERROR_LATER) {
            return json(to, 200, Complaint.body(Complaint.error(502, "Provider returned error")));
        }
        JsonNode answer = wording.whole(reply);
        if (accident == Accident.NONE) {
            return json(to, 200, answer);
        }
        String half = Length.half(answer.toString());
        return sent(to.header("content-type", "application/json"), Flux.just(half.getBytes(UTF_8)))
                .then(ending(to, accident, rehearsal.paceOr(usual.pace())));
    }

    private Mono<Void> stream(HttpServerResponse to, Rehearsal rehearsal, Wording wording, Reply reply) {
        Duration wait = rehearsal.waitOr(usual.firstToken());
        Duration pace = rehearsal.paceOr(usual.pace());
        Flux<byte[]> comments = Flux.just(COMMENT)
                .concatWith(Flux.interval(COMMENT_EVERY, scheduler)
                        .onBackpressureDrop()
                        .map(tick -> COMMENT)
                        .takeUntilOther(later(wait)));
        Flux<byte[]> events = events(rehearsal, wording, reply)
                .index()
                .concatMap(
                        event -> (event.getT1() == 0 ? Mono.<Long>empty() : later(pace)).thenReturn(event.getT2()), 1);
        to.header("content-type", "text/event-stream").header("cache-control", "no-cache");
        return sent(to, Flux.concat(comments, events)).then(ending(to, rehearsal.accident(), pace));
    }

    private static Flux<byte[]> events(Rehearsal rehearsal, Wording wording, Reply reply) {
        Accident accident = rehearsal.accident();
        if (accident == Accident.ERROR_FIRST) {
            return Flux.just(event(Complaint.body(Complaint.error(502, "Provider returned error"))));
        }
        List<? extends JsonNode> pieces = wording.pieces(reply);
        Flux<byte[]> begun = Flux.just(event(wording.role()));
        if (accident != Accident.NONE) {
            Flux<byte[]> half = begun.concatWith(
                    Flux.fromIterable(pieces).take((pieces.size() + 1) / 2).map(Performance::event));
            return accident == Accident.ERROR_LATER
                    ? half.concatWithValues(event(wording.brokenOff(Complaint.error(502, "Provider disconnected"))))
                    : half;
        }
        String last = rehearsal.withDone() ? DONE : "";
        byte[] end = reply.usage() == null
                ? last.getBytes(UTF_8)
                : (text(wording.usage(reply, reply.usage())) + last).getBytes(UTF_8);
        return begun.concatWith(Flux.fromIterable(pieces).map(Performance::event))
                .concatWithValues(event(wording.finish(reply.finish())), end);
    }

    private Mono<Void> ending(HttpServerResponse to, Accident accident, Duration pace) {
        return switch (accident) {
            case STALL -> later(LONGEST_SILENCE).then(reset(to));
            case DROP_LATER -> later(pace).then(reset(to));
            default -> Mono.empty();
        };
    }

    private static Mono<Void> sent(HttpServerResponse to, Flux<byte[]> pieces) {
        return Mono.from(to.send(pieces.<ByteBuf>map(Unpooled::wrappedBuffer), piece -> true));
    }

    /** A reset, not an orderly close. */
    private static Mono<Void> reset(HttpServerResponse to) {
        return Mono.<Void>fromRunnable(() -> to.withConnection(connection -> {
                    connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                    var _ = connection.channel().close();
                }))
                .then(Mono.never());
    }

    private Mono<Long> later(Duration wait) {
        return wait.isZero() ? Mono.empty() : Mono.delay(wait, scheduler);
    }

    private static byte[] event(JsonNode chunk) {
        return text(chunk).getBytes(UTF_8);
    }

    private static String text(JsonNode chunk) {
        return "data: " + chunk + "\n\n";
    }
}
