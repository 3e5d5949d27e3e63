package io.github.tallyport.upstream;

import io.github.tallyport.catalogue.Target;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.LimitFaults;
import io.github.tallyport.fault.UpstreamFaults;
import io.github.tallyport.openai.Stretch;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.relay.Progress;
import io.github.tallyport.relay.ProviderFaults;
import io.github.tallyport.relay.RelayTerms;
import io.github.tallyport.relay.StreamRelay;
import io.github.tallyport.relay.WholeAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;
import reactor.util.context.ContextView;

/**
 * One request on its way to a provider and its answer on the way back. What it came to can be read at any time, also after
 * the client has left; that is what settling does.
 */
public final class Exchange {
    private final Order order;
    private final Provider provider;
    private final UpstreamProperties properties;
    private final Drain drain;
    private final Elapsed elapsed = new Elapsed();
    private final ReadingLoop loop = new ReadingLoop();
    private final FirstBy<Answer> deadline;
    private final Leaving leaving = new Leaving();

    private final AtomicInteger attempts = new AtomicInteger();
    private volatile @Nullable Progress progress;
    private volatile boolean failed;

    Exchange(
            Order order,
            Provider provider,
            UpstreamProperties properties,
            ScheduledExecutorService timer,
            Drain drain) {
        this.order = order;
        this.provider = provider;
        this.properties = properties;
        this.drain = drain;
        this.deadline = new FirstBy<>(
                timer,
                loop,
                provider.curfew(),
                order.stream() ? properties.streamHeadTimeout() : properties.jsonHeadTimeout(),
                () -> UpstreamFaults.timeout("no answer", attempts.get() > 0).refusal());
    }

    /**
     * The call of a provider with one of its keys. It is built once and not for each request: whose it is, it finds in its
     * context.
     */
    static Flux<Answer> call(HttpClient.RequestSender sender) {
        return sender.send((request, out) -> of(request.currentContextView()).sent(request, out))
                .responseConnection(
                        (head, connection) -> of(head.currentContextView()).received(head, connection));
    }

    private static Exchange of(ContextView context) {
        return context.get(Exchange.class);
    }

    /**
     * What the client may have, as soon as there is anything. Errors are refusals. Cancelling it closes the connection to
     * the provider, unless the answer is to be drained.
     */
    public Mono<Answer> answer() {
        Mono<Answer> answer = deadline.watch(provider.next().contextWrite(context -> context.put(Exchange.class, this)))
                .doOnError(_ -> {
                    failed = true;
                    elapsed.ends();
                })
                .onErrorMap(
                        error -> new Discretion(target()).of(elapsed.head() < 0 ? Failures.beforeHead(error) : error))
                .singleOrEmpty();
        return order.drain() ? new Detachable(answer, drain) : answer;
    }

    private Publisher<Void> sent(HttpClientRequest request, NettyOutbound out) {
        if (!loop.sends(out)) {
            return Mono.never();
        }
        attempts.incrementAndGet();
        byte[] body = order.body().apply(provider.target());
        order.head(request.requestHeaders()).setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return out.sendObject(Unpooled.wrappedBuffer(body));
    }

    private Flux<Answer> received(HttpClientResponse head, Connection connection) {
        elapsed.begins();
        Bodies bodies = new Bodies(head, connection);
        int status = head.status().code();
        if (status < 200 || status > 299) {
            Duration pause = RetryAfter.of(head.responseHeaders());
            if (target().simulated() && head.responseHeaders().contains(Target.REHEARSED_LIMIT)) {
                return bodies.abandon(
                        LimitFaults.requests(order.asked(), pause == null ? Duration.ofSeconds(1) : pause));
            }
            return bodies.gather(Bodies.MAX_ERROR)
                    .onErrorReturn(new byte[0])
                    .flatMapMany(body -> Flux.error(
                            ProviderFaults.ofStatus(status, body, pause).refusal()));
        }
        if (order.stream()) {
            deadline.disarm();
            return events(bodies, connection).flux();
        }
        if (bodies.isEventStream()) {
            return bodies.abandon(UpstreamFaults.broken("it sent a stream where one answer was asked"));
        }
        deadline.extendTo(properties.totalTimeout());
        return bodies.gather(properties.maxAnswer().toBytes()).map(this::whole).flux();
    }

    private Mono<Answer> events(Bodies bodies, Connection connection) {
        StreamRelay relay = new StreamRelay(terms(), connection.channel().alloc());
        progress = relay;
        Flux<ByteBuf> body = bodies.isEventStream()
                ? bodies.stream()
                : bodies.gather(properties.maxAnswer().toBytes())
                        .map(WholeToStream::convert)
                        .flux();
        return EventSubscription.of(
                        relay, body, connection.channel().eventLoop(), provider.clock(elapsed.opened()), drain)
                .doOnNext(leaving::gives);
    }

    private Answer whole(byte[] body) {
        elapsed.ends();
        WholeAnswer answer = WholeAnswer.of(body, terms());
        progress = answer;
        return new Answer.Whole(Unpooled.wrappedBuffer(answer.body()));
    }

    private RelayTerms terms() {
        return new RelayTerms(
                order.requestId(),
                order.asked(),
                order.includeUsage(),
                properties.reasoningField(),
                order.promptTokens(),
                order.mostTokens(),
                order.receivedAt(),
                Math.toIntExact(properties.maxEvent().toBytes()),
                new Discretion(target())::of);
    }

    /** The client has gone, or has everything: what is still under way for it ends, unless it is to be drained. */
    public void leave() {
        leaving.leave();
    }

    public Target target() {
        return provider.target();
    }

    /** How often a provider was sent the request, so far. */
    public int attempts() {
        return attempts.get();
    }

    /** Nanoseconds from opening to the provider's response head, or -1 when none has come. */
    public long headAfter() {
        return elapsed.head();
    }

    /** Nanoseconds from opening to the end of the provider's answer, or until now while it goes on; -1 when it was not asked. */
    public long took() {
        return attempts.get() == 0 ? -1 : elapsed.end();
    }

    /**
     * What was used as far as is known: reported, or reckoned from what was seen. A provider that was asked and of which nobody
     * wanted to hear the answer has read the prompt; one that was not asked, or has failed, has used nothing.
     */
    public Usage usage() {
        Progress known = progress;
        if (known != null) {
            return known.usage();
        }
        return attempts.get() == 0 || failed ? Usage.NONE : new Usage.Estimated(order.promptTokens(), 0);
    }

    public @Nullable String finishReason() {
        Progress known = progress;
        return known == null ? null : known.finishReason();
    }

    /** Whether everything the client may have was handed over. */
    public boolean complete() {
        Progress known = progress;
        return known != null && known.over();
    }

    /** Whether nothing more is to come for the client: all that is left is what is being handed over now. */
    public boolean ended() {
        Progress known = progress;
        return known != null && (known.over() || known.fault() != null);
    }

    /** What the provider says the request cost, in its own words and currency, or null. */
    public @Nullable String upstreamCost() {
        Progress known = progress;
        return known == null ? null : known.upstreamCost();
    }

    /** Where in all of a stream the event is that tells the usage; null when there is none so far. */
    public @Nullable Stretch usageEvent() {
        Progress known = progress;
        return known == null ? null : known.usageEvent();
    }

    /** Whether the answer was, or is being, read to its end after its client had left. */
    public boolean drained() {
        return drain.isBegun();
    }

    /**
     * Runs a task when what was read so far is settled: on the loop that reads, behind what it is doing now; and when the answer
     * is being drained, after that.
     */
    public void whenQuiet(Runnable task) {
        loop.run(() -> drain.whenOver(() -> loop.run(task)));
    }

    /** Why a stream that had begun ended with an error event, or null. */
    public @Nullable Fault broken() {
        Progress known = progress;
        return known == null ? null : known.fault();
    }
}
