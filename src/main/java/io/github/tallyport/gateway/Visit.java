package io.github.tallyport.gateway;

import io.github.tallyport.cache.Passenger;
import io.github.tallyport.edge.FaultHeaders;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.ledger.Tab;
import io.github.tallyport.money.Money;
import io.github.tallyport.openai.ErrorBody;
import io.github.tallyport.openai.Usage;
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
    /** A channel that is closed has none any more. */
    private final EventLoop loop;

    private final Tab tab;
    private final Duration stallTimeout;

    private volatile Course course = new NoCourse();
    private volatile @Nullable Fault fault;
    private volatile boolean begun;
    private volatile Consumer<HttpHeaders> limits = _ -> {};

    Visit(HttpServerRequest request, HttpServerResponse response, Tab tab, Duration stallTimeout) {
        this.request = request;
        this.response = response;
        this.tab = tab;
        this.stallTimeout = stallTimeout;
        this.connection = connectionOf(response);
        this.loop = connection.channel().eventLoop();
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
        return loop;
    }

    /** What every answer from now on says of the caller's limits. */
    void limits(Consumer<HttpHeaders> said) {
        limits = said;
    }

    /** The client reads too slowly for others to wait for it. */
    void cutOff() {
        connection.dispose();
    }

    /** Where the answer comes from, until another one is taken. */
    void takes(Course taken) {
        course = taken;
    }

    /** Records that a provider is about to be asked; false when the request is over already. */
    boolean dispatching(Exchange sent, @Nullable Passenger passenger, Reserved worst) {
        Course before = course;
        course = new ProviderCourse(sent, passenger);
        try {
            return tab.dispatching(sent.target().name(), worst);
        } catch (Refusal notRecorded) {
            course = before;
            throw notRecorded;
        }
    }

    /** What is next, as soon as all that was recorded is kept. */
    <T> Mono<T> kept(Mono<T> next) {
        return tab.isKept()
                ? next
                : Mono.<Void>create(kept -> tab.whenKept(loop, kept::success)).then(next);
    }

    /** A JSON answer, with what it cost. */
    Mono<Void> whole(ByteBuf body, Usage usage) {
        begun = true;
        HttpHeaders headers = head(200, "application/json", body.readableBytes());
        headers.set(HeaderNames.COST, Money.yuan(tab.cost(usage)));
        headers.set(HeaderNames.COST_CURRENCY, Money.CURRENCY);
        close(course);
        return kept(response.sendObject(body).then());
    }

    /** A stream that has begun; none of its buffers waits for the next. */
    Mono<Void> stream(Flux<ByteBuf> events) {
        begun = true;
        HttpHeaders headers = head(200, "text/event-stream; charset=utf-8", -1);
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-cache, no-transform");
        headers.set(HeaderNames.ACCEL_BUFFERING, "no");
        return response.send(
                        new PacedFlux(events, ClientPace.of(connection), stallTimeout, new Last(course)), _ -> true)
                .then();
    }

    /** Whatever went wrong before the answer began, in the envelope; afterwards there is nothing left to say but to close. */
    Mono<Void> refuse(Throwable error) {
        if (!connection.channel().isActive() || isOfTheConnection(error)) {
            // later, because Reactor Netty may be about to tell of the error, and would tell of it twice
            return Mono.create(gone -> loop.execute(gone::success));
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
        Course taken = course;
        return Mono.create(settled -> taken.whenQuiet(() -> {
            close(taken);
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
        if (status == 200) {
            headers.set(HeaderNames.CACHE, tab.cache().label());
        }
        limits.accept(headers);
        return headers;
    }

    /** The request is over, in whatever way, but for its last bytes. Only the first call counts. */
    void settle() {
        Course taken = course;
        taken.leave();
        taken.whenQuiet(() -> close(taken));
    }

    private void close(Course taken) {
        taken.close(tab, fault, begun);
    }

    private final class Last implements LastBytes {
        private final Course taken;

        Last(Course taken) {
            this.taken = taken;
        }

        @Override
        public boolean reached() {
            return taken.isEnded();
        }

        @Override
        public void settled(Runnable handOn) {
            close(taken);
            if (tab.isKept()) {
                handOn.run();
            } else {
                tab.whenKept(taken.source(loop), handOn);
            }
        }
    }
}
