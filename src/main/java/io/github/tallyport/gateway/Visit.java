package io.github.tallyport.gateway;

import io.github.tallyport.edge.FaultHeaders;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.ledger.Tab;
import io.github.tallyport.money.Money;
import io.github.tallyport.openai.ErrorBody;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.upstream.Answer;
import io.github.tallyport.upstream.Exchange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * One chat request from its arrival to its end: what came, what goes back, and the tab. However it ends, {@link #settle} is
 * called, and closes the tab once.
 */
final class Visit {
    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Connection connection;
    private final Tab tab;
    private final Duration stallTimeout;

    private volatile @Nullable Exchange exchange;
    private volatile @Nullable Fault fault;
    private volatile boolean begun;
    private volatile Consumer<HttpHeaders> limits = _ -> {};

    Visit(HttpServerRequest request, HttpServerResponse response, Tab tab, Duration stallTimeout) {
        this.request = request;
        this.response = response;
        this.tab = tab;
        this.stallTimeout = stallTimeout;
        this.connection = connectionOf(response);
    }

    private static Connection connectionOf(HttpServerResponse response) {
        Connection[] found = new Connection[1];
        response.withConnection(connection -> found[0] = connection);
        return found[0];
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return response;
    }

    Tab tab() {
        return tab;
    }

    EventLoop loop() {
        return connection.channel().eventLoop();
    }

    /** What every answer from now on says of the caller's limits. */
    void limits(Consumer<HttpHeaders> said) {
        limits = said;
    }

    /** Records what is about to be sent, sends it, and relays what comes back. */
    Mono<Void> dispatch(Exchange sent, Reserved worst) {
        exchange = sent;
        try {
            if (!tab.dispatching(sent.target().name(), worst)) {
                return Mono.empty();
            }
        } catch (Refusal notRecorded) {
            exchange = null;
            throw notRecorded;
        }
        return kept(sent.answer().flatMap(answer -> relay(sent, answer)).doOnDiscard(Answer.class, Answer::drop));
    }

    /** What is next, as soon as all that was recorded is kept. */
    private Mono<Void> kept(Mono<Void> next) {
        return tab.isKept()
                ? next
                : Mono.<Void>create(kept -> tab.whenKept(loop(), kept::success)).then(next);
    }

    private Mono<Void> relay(Exchange sent, Answer answer) {
        return switch (answer) {
            case Answer.Whole whole -> whole(sent, whole.bytes());
            // when the client is gone by now, the response is never asked for and lets nobody know
            case Answer.Events events -> stream(sent, events.bytes()).doFinally(_ -> events.drop());
        };
    }

    /** A JSON answer, with what it cost. */
    private Mono<Void> whole(Exchange sent, ByteBuf body) {
        begun = true;
        HttpHeaders headers = head(200, "application/json", body.readableBytes());
        headers.set(HeaderNames.COST, Money.yuan(tab.cost(sent.usage())));
        headers.set(HeaderNames.COST_CURRENCY, Money.CURRENCY);
        settle(sent);
        return kept(response.send(Mono.just(body)).then());
    }

    /** A stream that has begun; each of its buffers is flushed at once. */
    private Mono<Void> stream(Exchange sent, Flux<ByteBuf> events) {
        begun = true;
        HttpHeaders headers = head(200, "text/event-stream; charset=utf-8", -1);
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-cache, no-transform");
        headers.set(HeaderNames.ACCEL_BUFFERING, "no");
        return response.send(new PacedFlux(events, ClientPace.of(connection), stallTimeout, new Last(sent)), _ -> true)
                .then();
    }

    /** Whatever went wrong before the answer began, in the envelope; afterwards there is nothing left to say but to close. */
    Mono<Void> refuse(Throwable error) {
        if (!connection.channel().isActive() || isOfTheConnection(error)) {
            // later, because Reactor Netty may be about to tell of the error, and would tell of it twice
            return Mono.create(gone -> loop().execute(gone::success));
        }
        Fault why = error instanceof Refusal refusal ? refusal.fault() : GatewayFaults.internal();
        if (!(error instanceof Refusal)) {
            LOG.error("request {} met a bug", tab.requestId(), error);
        }
        fault = why;
        if (begun) {
            connection.dispose();
            return Mono.empty();
        }
        byte[] body = ErrorBody.of(why);
        FaultHeaders.write(why, head(why.status(), "application/json", body.length)::set);
        if (why.status() == 413 || why.status() == 408) {
            response.keepAlive(false);
        }
        Mono<Void> said = response.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .then();
        return settled().then(Mono.defer(() -> kept(said)));
    }

    /** What breaks on the provider's side is a refusal by now: this is the client's, and it is gone. */
    private static boolean isOfTheConnection(Throwable error) {
        return error instanceof IOException || error instanceof AbortedException;
    }

    private Mono<Void> settled() {
        Exchange sent = exchange;
        return sent == null
                ? Mono.fromRunnable(this::settle)
                : Mono.create(settled -> sent.whenQuiet(() -> {
                    settle(sent);
                    settled.success();
                }));
    }

    private HttpHeaders head(int status, String type, int length) {
        tab.answering(status);
        response.status(status);
        HttpHeaders headers = response.responseHeaders();
        headers.set(HttpHeaderNames.CONTENT_TYPE, type);
        if (length >= 0) {
            headers.setInt(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        headers.set(HeaderNames.REQUEST_ID, tab.requestId());
        headers.set(HeaderNames.PROCESSING, Long.toString(tab.millis()));
        limits.accept(headers);
        return headers;
    }

    /** The request is over, in whatever way, but for its last bytes. Only the first call counts. */
    void settle() {
        Exchange sent = exchange;
        if (sent == null) {
            Ending ending = fault == null ? Ending.CLIENT_LEFT : Ending.REFUSED;
            tab.close(ending, fault, Usage.NONE, 0, -1, -1, null, null);
        } else {
            sent.whenQuiet(() -> settle(sent));
        }
    }

    private void settle(Exchange sent) {
        Fault broken = sent.broken();
        Fault why = broken == null ? fault : broken;
        tab.close(
                ending(sent, why),
                why,
                sent.usage(),
                sent.attempts(),
                sent.headAfter(),
                sent.took(),
                sent.finishReason(),
                sent.upstreamCost());
    }

    private Ending ending(Exchange sent, @Nullable Fault why) {
        if (sent.drained() || (why == null && !sent.complete())) {
            return Ending.CLIENT_LEFT;
        }
        if (why == null) {
            return Ending.ANSWERED;
        }
        return begun ? Ending.BROKEN_OFF : Ending.FAILED;
    }

    private final class Last implements LastBytes {
        private final Exchange sent;

        Last(Exchange sent) {
            this.sent = sent;
        }

        @Override
        public boolean reached() {
            return sent.ended();
        }

        @Override
        public void settled(Runnable handOn) {
            settle(sent);
            if (tab.isKept()) {
                handOn.run();
            } else {
                tab.whenKept(sent::whenQuiet, handOn);
            }
        }
    }
}
